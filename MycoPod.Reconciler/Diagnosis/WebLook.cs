using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MycoPod.Core.Diagnosis;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Link;

namespace MycoPod.Reconciler.Diagnosis;

/// <summary>Whether Web answers, takes the pairing's token, is of the same release, and sees this Agent.</summary>
internal sealed class WebLook(Pairing pairing, TimeProvider time)
{
    private const string Advice = "Look whether Web runs on its host (systemctl status mycopod-web, mycopod doctor there), and whether webUrl of the pairing file leads there.";

    public IEnumerable<Check> Checks()
    {
        yield return new("web", AskAsync, Advice);
        yield return new("web server", async cancel => (await ServerLook.AtAsync(pairing.WebUrl, time, cancel)).Judge(pairing.WebUrl.Authority, time.GetUtcNow()), Advice);
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken)
    {
        using var handler = new WebTrust(pairing).CreateHandler();
        (handler.UseProxy, handler.AllowAutoRedirect) = (false, false);
        using var client = new HttpClient(handler) { BaseAddress = pairing.WebUrl };
        using var request = new HttpRequestMessage(HttpMethod.Get, LinkProtocol.VersionPath);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pairing.Token);
        using var answer = await client.SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return [Finding.Problem($"Web at {pairing.WebUrl} does not know the token of the pairing file.", "Pair anew: on the host of Web run mycopod agent pair --replace --out FILE, and put the file in the place of the pairing file here.")];
        if (!answer.IsSuccessStatusCode) return [Finding.Problem($"{pairing.WebUrl} does not answer as Web does ({(int)answer.StatusCode}).", Advice)];
        var version = (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim();
        return [Finding.Ok($"Web answers at {pairing.WebUrl} and knows this Agent's token."), Versions.Compare(AgentVersion.Text, "Web", version), await AskConnectionAsync(client, cancellationToken)];
    }

    private static async Task<Finding> AskConnectionAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
        var ready = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken));
        return ready.GetProperty("checks").GetProperty("agent").GetProperty("ok").GetBoolean()
            ? Finding.Ok("Web sees the Agent connected.")
            : Finding.Problem("Web does not see the Agent connected.", "Look whether the Agent runs here, and what it says: systemctl status mycopod-agent, mycopod logs");
    }
}
