using System.Globalization;
using System.Text.Json;

namespace MycoPod.Core.Proxmox;

/// <summary>Reads values of which the server sometimes writes numbers as strings (facts: HTTP).</summary>
public static class JsonReading
{
    /// <summary>All values of an object, written as the server takes them: lists separated by commas, objects as property strings, flags as 0 and 1.</summary>
    public static IReadOnlyDictionary<string, string> Values(this JsonElement element) => element.EnumerateObject()
        .Where(p => p.Value.ValueKind != JsonValueKind.Null)
        .ToDictionary(p => p.Name, p => Written(p.Value), StringComparer.Ordinal);

    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Written)),
        JsonValueKind.Object => string.Join(',', value.EnumerateObject().Select(p => $"{p.Name}={Written(p.Value)}")),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.ToString(),
    };

    /// <summary>A value as text, however the server wrote it; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        }
        : null;

    /// <exception cref="JsonException">It has none.</exception>
    public static string RequiredText(this JsonElement element, string name) =>
        element.Text(name) ?? throw new JsonException($"The cluster's answer lacks '{name}'.");

    public static long Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (long)value : 0;

    public static bool Flag(this JsonElement element, string name) => element.Text(name) is "1" or "true";
}
