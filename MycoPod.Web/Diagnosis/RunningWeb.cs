using System.Text.Json;
using MycoPod.Core.Diagnosis;
using MycoPod.Web.Configuration;
using MycoPod.Web.Health;

namespace MycoPod.Web.Diagnosis;

/// <summary>Asks the Web that runs on this host what it sees, and looks at the address that people use.</summary>
internal sealed class RunningWeb(WebSettings settings, TimeProvider time)
{
    public IEnumerable<Check> Checks()
    {
        yield return new("web", AskAsync, "Look whether Web runs, and why not: systemctl status mycopod-web, mycopod logs");
        if (settings.PublicUrl.Scheme == Uri.UriSchemeHttps)
        {
            yield return new(
                "public address",
                async cancel => (await ServerLook.AtAsync(settings.PublicUrl, time, cancel)).Judge(settings.PublicUrl.Authority, time.GetUtcNow()),
                $"{settings.PublicUrl} is what people and the Agent use. Look whether its name leads to this host, or correct publicUrl.");
        }
    }

    /// <summary>One line for Web itself and one for each thing that it says it lacks.</summary>
    private async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken)
    {
        var url = new Uri(OwnAddress(), HealthEndpoints.Ready);

        // Its certificate bears the name that people use, not this one. Nothing secret is sent, and it is this host.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(url, cancellationToken);
        var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken));
        return [Finding.Ok($"Web answers at {url.GetLeftPart(UriPartial.Authority)}."), .. body.GetProperty("checks").EnumerateObject().Where(c => !c.Value.GetProperty("ok").GetBoolean() || c.Name == "agent").Select(Judge)];
    }

    private static Finding Judge(JsonProperty check)
    {
        if (check.Value.GetProperty("ok").GetBoolean()) return Finding.Ok("The Agent is connected.");
        var why = check.Value.GetProperty("why").GetString() ?? "";
        return check.Name switch
        {
            "agent" => Finding.Problem(why, "On the Agent's host: systemctl status mycopod-agent, then mycopod doctor there."),
            "repository" => Finding.Problem($"Web says: {why}", "See the lines about the repository."),
            _ => Finding.Problem($"Web says: {why}", "See the lines about the database."),
        };
    }

    /// <summary>An address that Web listens on, as this host reaches it; one with TLS first, for the other may lead there.</summary>
    private Uri OwnAddress()
    {
        var urls = settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(u => new Uri(Local(u))).ToList();
        return urls.Find(u => u.Scheme == Uri.UriSchemeHttps) ?? urls[0];
    }

    private static string Local(string url) =>
        ((string[])["://*", "://+", "://0.0.0.0", "://[::]"]).Aggregate(url, (u, every) => u.Replace(every, "://127.0.0.1", StringComparison.Ordinal));
}
