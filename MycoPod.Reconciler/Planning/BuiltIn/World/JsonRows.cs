using System.Text.Json;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>Values of the API's answers, which come as numbers or as text.</summary>
internal static class JsonRows
{
    public static string? Text(this JsonElement row, string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    public static string RequiredText(this JsonElement row, string name) => row.Text(name) ?? throw new FormatException($"An answer lacks '{name}'.");

    public static long Number(this JsonElement row, string name) => long.TryParse(row.Text(name), out var number) ? number : 0;

    public static bool Flag(this JsonElement row, string name) => row.Text(name) is "1" or "true" or "True";
}
