using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Sandbox.Http;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>Sends recorded requests to a sandbox, with its tickets and UPIDs in the place of the recorded ones.</summary>
internal sealed class Replay(SandboxServer server, FakeTimeProvider time, CancellationToken token) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient client = server.CreateClient();
    private readonly Dictionary<string, string> upids = new(StringComparer.Ordinal);
    private readonly BackupNames backups = new();
    private string ticket = "";
    private string csrfToken = "";

    /// <summary>Methods of the table, and whatever is refused before the table is asked.</summary>
    public bool IsInScope(RecordedExchange exchange) => exchange.IsApi
        && (exchange.Status is 401 or 501 || server.Endpoints.Find(exchange.Method.Method, exchange.Segments) is not null)
        && RecordedUpid(exchange) is not { IsUnknown: true };

    public async Task<(SandboxAnswer Answer, string? ContentType)> SendAsync(RecordedExchange exchange)
    {
        if (RecordedUpid(exchange) is { } known && !IsStillRunning(exchange))
            await FinishAsync(known.Own);

        using var request = Request(exchange);
        var sending = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        while (exchange.Seconds >= 3 && await Task.WhenAny(sending, Task.Delay(Patience, TimeProvider.System, token)) != sending)
            time.Advance(TimeSpan.FromSeconds(1));

        using var response = await sending;
        // Before the body is read: reading it makes the header lose its spelling.
        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        var answer = new SandboxAnswer((int)response.StatusCode, response.ReasonPhrase ?? "", await response.Content.ReadAsStringAsync(token));
        Remember(exchange, answer);
        backups.Remember(exchange.Body, answer.Body);
        return (answer, contentType);
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(RecordedExchange exchange)
    {
        var target = backups.Own(exchange.Target);
        if (RecordedUpid(exchange) is { } upid)
            target = target.Replace(Uri.EscapeDataString(upid.Recorded), Uri.EscapeDataString(upid.Own), StringComparison.Ordinal);

        var request = new HttpRequestMessage(exchange.Method, target);
        foreach (var name in new[] { "Authorization", "Cookie", "CSRFPreventionToken", "Accept-Encoding" })
        {
            if (exchange.RequestHeaders.TryGetValue(name, out var value))
                request.Headers.TryAddWithoutValidation(name, Own(exchange, name, value));
        }

        if (exchange.RequestBody.Length > 0)
        {
            var type = exchange.RequestHeaders["Content-Type"];
            request.Content = new StringContent(backups.Own(Own(exchange, "body", exchange.RequestBody)), mediaType: new(type));
        }

        return request;
    }

    /// <summary>The recording replaced tickets by a dummy; the tampered one is meant to be wrong.</summary>
    private string Own(RecordedExchange exchange, string name, string value)
    {
        var valid = exchange.Name.Contains("tampered", StringComparison.Ordinal) ? ticket[..^4] + "AAAA" : ticket;
        return name == "CSRFPreventionToken" && !exchange.Name.Contains("wrong", StringComparison.Ordinal)
            ? csrfToken
            : value.Replace("PVE%3ATICKET", Uri.EscapeDataString(valid), StringComparison.Ordinal);
    }

    private void Remember(RecordedExchange exchange, SandboxAnswer answer)
    {
        if (answer.Status != 200 || !answer.Body.StartsWith('{') || exchange.Body.Length == 0 || !exchange.Body.StartsWith('{'))
            return;

        if (answer.Data is { ValueKind: JsonValueKind.String } data && answer.Upid.StartsWith("UPID:", StringComparison.Ordinal))
            upids[JsonSerializer.Deserialize<JsonElement>(exchange.Body).GetProperty("data").GetString() ?? ""] = data.GetString() ?? "";
        if (exchange.Name == "60-ticket-login-root-pam")
        {
            ticket = answer.Data.GetProperty("ticket").GetString() ?? "";
            csrfToken = answer.Data.GetProperty("CSRFPreventionToken").GetString() ?? "";
        }
    }

    private TaskName? RecordedUpid(RecordedExchange exchange)
    {
        var recorded = exchange.Segments.FirstOrDefault(segment => segment.StartsWith("UPID:", StringComparison.Ordinal));
        if (recorded is null || exchange.Name.Contains("unknown-upid", StringComparison.Ordinal))
            return null;
        return new(recorded, upids.GetValueOrDefault(recorded) ?? "");
    }

    /// <summary>The recording looked at the task, or stopped it, before it had ended.</summary>
    private static bool IsStillRunning(RecordedExchange exchange) => exchange.Method != HttpMethod.Get
        || exchange.Body.Contains("\"status\":\"running\"", StringComparison.Ordinal)
        || exchange.Body.Contains("no content", StringComparison.Ordinal);

    private async Task FinishAsync(string upid)
    {
        var path = $"/api2/json{SandboxClient.TaskPath(upid)}/status";
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", server.Root.Authorization);
            using var response = await client.SendAsync(request, token);
            if ((await response.Content.ReadAsStringAsync(token)).Contains("\"status\":\"stopped\"", StringComparison.Ordinal))
                return;
            time.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>A task that an exchange outside the scope started has no name here.</summary>
    private sealed record TaskName(string Recorded, string Own)
    {
        public bool IsUnknown => Own.Length == 0;
    }
}
