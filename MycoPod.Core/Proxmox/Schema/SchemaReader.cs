using System.Globalization;
using System.Text.Json;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Reads the schema's JSON. Numbers in it are sometimes strings, and what is not understood is left out (facts: Schema).</summary>
internal static class SchemaReader
{
    public static SchemaMethod Method(string method, string path, JsonElement info)
    {
        var parameters = info.TryGetProperty("parameters", out var declared) ? declared : default;
        var permissions = info.TryGetProperty("permissions", out var p) && p.ValueKind == JsonValueKind.Object ? p : default;
        return new(
            method,
            path,
            parameters.ValueKind == JsonValueKind.Object && parameters.Flag("additionalProperties"),
            AllowsTokens: info.Text("allowtoken") is not "0",
            IsForRootOnly: permissions.ValueKind != JsonValueKind.Object,
            Permission(permissions))
        {
            Parameters = parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("properties", out var properties) ? All(properties) : new Dictionary<string, SchemaParameter>(),
        };
    }

    private static Dictionary<string, SchemaParameter> All(JsonElement properties) =>
        properties.EnumerateObject().ToDictionary(p => p.Name, p => Parameter(p.Name, p.Value), StringComparer.Ordinal);

    private static SchemaParameter Parameter(string name, JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var f) ? f : default;
        return new(name, Kind(schema.Text("type")))
        {
            IsOptional = schema.Flag("optional"),
            Minimum = Decimal(schema, "minimum"),
            Maximum = Decimal(schema, "maximum"),
            MinLength = (int?)Decimal(schema, "minLength"),
            MaxLength = (int?)Decimal(schema, "maxLength"),
            Choices = schema.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array ? [.. choices.EnumerateArray().Select(c => c.ToString())] : [],
            Format = format.ValueKind == JsonValueKind.String ? format.GetString() : schema.Text("type") is "ip" ? "ip" : null,
            Keys = format.ValueKind == JsonValueKind.Object ? All(format) : null,
            Requires = schema.Text("requires"),
            IsDefaultKey = schema.Flag("default_key"),
            Alias = schema.Text("alias"),
            KeyAlias = schema.Text("keyAlias"),
            Items = schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object ? Parameter(name, items) : null,
            Pattern = schema.Text("pattern"),
        };
    }

    private static ValueKind Kind(string? type) => type switch
    {
        "integer" => ValueKind.Integer,
        "number" => ValueKind.Number,
        "boolean" => ValueKind.Boolean,
        "array" => ValueKind.Array,
        _ => ValueKind.Text,
    };

    private static string? Permission(JsonElement permissions)
    {
        if (permissions.ValueKind != JsonValueKind.Object) return null;
        if (permissions.Text("description") is { } words) return words;
        return permissions.TryGetProperty("check", out var check) ? check.GetRawText() : permissions.Text("user") is { } user ? $"user {user}" : null;
    }

    private static decimal? Decimal(JsonElement schema, string name) =>
        decimal.TryParse(schema.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
