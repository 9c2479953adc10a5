using System.Text.Json;

namespace MycoPod.Tests.Fixtures;

/// <summary>What a <see cref="ModelServer"/> was asked.</summary>
internal sealed record ModelRequest(string Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    /// <summary>What was said in a message, with the text of all its parts; the instruction is the first.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            var system = Json.TryGetProperty("system", out var text) ? [TextOf(text)] : Array.Empty<string>();
            return [.. system, .. Json.GetProperty("messages").EnumerateArray().Select(m => m.TryGetProperty("content", out var content) ? TextOf(content) : "")];
        }
    }

    private static string TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString() ?? "",
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(p => p.TryGetProperty("text", out var t) ? t.GetString() : p.TryGetProperty("content", out var c) ? TextOf(c) : "")),
        _ => "",
    };
}
