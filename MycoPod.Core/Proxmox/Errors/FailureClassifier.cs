using System.Net;
using System.Text.Json;

namespace MycoPod.Core.Proxmox.Errors;

/// <summary>The one place that tells failures apart. Texts are those of Proxmox VE 8.4 (facts, annex B).</summary>
internal static class FailureClassifier
{
    /// <summary>A transport failure.</summary>
    public static ProxmoxException Of(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError =>
            new(FailureKind.NeverSent, $"The cluster cannot be reached: {failure.Message}", failure),
        _ => new(FailureKind.UnknownOutcome, $"The connection broke before an answer came: {failure.Message}", failure),
    };

    /// <summary>An answer that is no success.</summary>
    /// <param name="reason">The status line's text, which carries the message where the body is empty.</param>
    public static ProxmoxException Of(HttpStatusCode status, string? reason, string body)
    {
        var text = Message(reason, body);
        return new(Kind((int)status, text), $"{text} ({(int)status})");
    }

    private static FailureKind Kind(int status, string text) => status switch
    {
        400 => Has(text, "already exists") ? FailureKind.ExistsAlready : FailureKind.Validation,
        401 => FailureKind.Authentication,
        403 => FailureKind.Permission,
        595 => FailureKind.NeverSent,
        596 or 597 or 599 or 502 or 504 => FailureKind.UnknownOutcome,
        >= 500 => KindOfFault(text),
        _ => FailureKind.Server,
    };

    private static FailureKind KindOfFault(string text)
    {
        if (Has(text, "already exists") || Has(text, "already defined") || Has(text, "config file already exists")) return FailureKind.ExistsAlready;
        if (Has(text, "already running") || Has(text, "not running")) return FailureKind.AlreadySo;
        if (Has(text, "does not exist")) return FailureKind.NotFound;
        if (Has(text, "is locked") || Has(text, "can't lock file") || Has(text, "got lock request timeout")) return FailureKind.Locked;
        return Has(text, "no quorum") ? FailureKind.NoQuorum : FailureKind.Server;
    }

    private static string Message(string? reason, string body)
    {
        var fallback = string.IsNullOrWhiteSpace(reason) ? "The server gave no reason" : reason.Trim();
        if (body.Length == 0) return fallback;
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var message = root.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString()?.Trim() : null;
            var errors = root.TryGetProperty("errors", out var e) && e.ValueKind == JsonValueKind.Object
                ? string.Join("; ", e.EnumerateObject().Select(p => $"{p.Name}: {p.Value}"))
                : "";
            return string.Join(" ", new[] { string.IsNullOrEmpty(message) ? fallback : message, errors }.Where(t => t.Length > 0));
        }
        catch (JsonException)
        {
            return fallback;
        }
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
