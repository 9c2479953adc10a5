using System.Globalization;
using System.Text.Json;

namespace MycoPod.Core.Proxmox;

/// <summary>Reads values of which the server sometimes writes numbers as strings (facts: HTTP).</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        }
        : null;

    public static string RequiredText(this JsonElement element, string name) =>
        element.Text(name) ?? throw new JsonException($"The cluster's answer lacks '{name}'.");

    public static long Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (long)value : 0;

    public static bool Flag(this JsonElement element, string name) => element.Text(name) is "1" or "true";
}
