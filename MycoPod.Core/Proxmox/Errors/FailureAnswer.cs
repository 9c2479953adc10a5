using System.Text.Json;

namespace MycoPod.Core.Proxmox.Errors;

/// <summary>What a refusal says: in its body, or in the status line where that is empty (facts: HTTP).</summary>
/// <param name="Text">Message and parameter errors in one line.</param>
internal sealed record FailureAnswer(string Text, IReadOnlyDictionary<string, string> ParameterErrors)
{
    private static readonly Dictionary<string, string> NoErrors = [];

    public static FailureAnswer Read(string? reason, string body)
    {
        var fallback = string.IsNullOrWhiteSpace(reason) ? "The server gave no reason" : reason.Trim();
        if (body.Length == 0) return new(fallback, NoErrors);
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new(fallback, NoErrors);
            var message = root.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString()?.Trim() : null;
            var errors = root.TryGetProperty("errors", out var e) && e.ValueKind == JsonValueKind.Object
                ? e.EnumerateObject().ToDictionary(p => p.Name, p => $"{p.Value}".Trim(), StringComparer.Ordinal)
                : NoErrors;
            var list = string.Join("; ", errors.Select(p => $"{p.Key}: {p.Value}"));
            return new(string.Join(" ", new[] { string.IsNullOrEmpty(message) ? fallback : message, list }.Where(t => t.Length > 0)), errors);
        }
        catch (JsonException)
        {
            return new(fallback, NoErrors);
        }
    }
}
