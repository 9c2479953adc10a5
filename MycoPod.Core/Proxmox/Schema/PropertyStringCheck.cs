namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Holds a value such as <c>virtio,bridge=vmbr0</c> against its keys (pve-common, JSONSchema.pm, parse_property_string).</summary>
internal static class PropertyStringCheck
{
    public static IEnumerable<SchemaProblem> Check(string name, IReadOnlyDictionary<string, SchemaParameter> keys, string text)
    {
        if (Split(keys, text, out var values) is { } mistake) return [new(name, mistake)];
        var wrong = values.SelectMany(v => ValueCheck.Check($"{name}.{v.Key}", keys[v.Key], v.Value));
        var lonely = values.Keys.Select(k => keys[k]).Where(k => k.Requires is { } other && !values.ContainsKey(other))
            .Select(k => new SchemaProblem($"{name}.{k.Name}", $"needs {k.Requires} as well."));
        var missing = keys.Values.Where(k => !k.IsOptional && k.Alias is null && !values.ContainsKey(k.Name))
            .Select(k => new SchemaProblem($"{name}.{k.Name}", "is missing."));
        return [.. wrong, .. lonely, .. missing];
    }

    private static string? Split(IReadOnlyDictionary<string, SchemaParameter> keys, string text, out Dictionary<string, string> values)
    {
        values = new(StringComparer.Ordinal);
        foreach (var part in text.Split(',').Where(p => !string.IsNullOrWhiteSpace(p)))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || equals == part.Length - 1) return $"has '{part}', of which key or value is missing.";
            var key = equals < 0 ? keys.Values.FirstOrDefault(k => k.IsDefaultKey)?.Name : part[..equals];
            if (key is null) return $"has '{part}' without a key.";
            if (!keys.TryGetValue(key, out var schema)) return $"has no key '{key}'.";
            if (schema.KeyAlias is { } meant && !values.TryAdd(meant, key)) return $"gives {meant} twice.";
            if (schema.Alias is { } alias && keys.TryGetValue(alias, out var aliased)) schema = aliased;
            if (!values.TryAdd(schema.Name, Normalized(schema, part[(equals + 1)..]))) return $"gives {schema.Name} twice.";
        }

        return null;
    }

    /// <summary>Inside property strings a boolean may be a word too.</summary>
    private static string Normalized(SchemaParameter key, string value) => key.Kind != ValueKind.Boolean ? value : value.ToLowerInvariant() switch
    {
        "on" or "yes" or "true" => "1",
        "off" or "no" or "false" => "0",
        _ => value,
    };
}
