namespace MycoPod.Sandbox.Parameters;

/// <summary>A value such as <c>name=eth0,bridge=vmbr0</c>: keys with types of their own.</summary>
internal sealed class PropertyString(params IReadOnlyList<Parameter> keys)
{
    private const string List = "in comma-separated list property";

    public IReadOnlyList<Parameter> Keys => keys;

    private Parameter? DefaultKey => keys.FirstOrDefault(key => key.IsDefaultKey);

    /// <returns>The server's text for the first mistake, null for a good value.</returns>
    public string? Check(string path, string text)
    {
        if (Split(text, out var values) is { } mistake)
            return mistake + "\n";

        var errors = new ParameterErrors();
        ParameterCheck.CheckAll(keys, values, errors, path);
        return errors.Any ? $"format error\n{errors}" : null;
    }

    /// <summary>The keys of a value that passed its check.</summary>
    public Dictionary<string, string> Parse(string text)
    {
        Split(text, out var values);
        return values.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal);
    }

    /// <summary>Required keys first, then the bare default key, then the others by name: the order in which the server writes configurations.</summary>
    public string Print(IReadOnlyDictionary<string, string> values)
    {
        var folded = keys.FirstOrDefault(key => key.KeyAlias is { } name && values.GetValueOrDefault(name) == key.Name && values.ContainsKey(key.Alias ?? ""));
        var order = keys.Where(key => values.ContainsKey(key.Name) && key.Name != folded?.Alias)
            .OrderBy(key => key.IsDefaultKey ? 0 : key.IsRequired ? 1 : 2)
            .ThenBy(key => key.Name, StringComparer.Ordinal);
        return string.Join(',', order.Select(key => Print(key, values, folded)));
    }

    private static string Print(Parameter key, IReadOnlyDictionary<string, string> values, Parameter? folded)
    {
        var value = values[key.Name];
        if (folded?.KeyAlias == key.Name)
            return $"{value}={values[folded.Alias ?? key.Name]}";
        return key.IsDefaultKey ? value : $"{key.Name}={value}";
    }

    private string? Split(string text, out Dictionary<string, RawValue> values)
    {
        values = new(StringComparer.Ordinal);
        foreach (var part in text.Split(',').Where(part => !string.IsNullOrWhiteSpace(part)))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || equals == part.Length - 1)
                return $"missing key {List}";
            var name = equals < 0 ? DefaultKey?.Name : part[..equals];
            if (name is null)
                return "value without key, but schema does not define a default key";
            if (Add(values, name, part[(equals + 1)..]) is { } mistake)
                return mistake;
        }

        return null;
    }

    private string? Add(Dictionary<string, RawValue> values, string name, string value)
    {
        var key = keys.FirstOrDefault(key => key.Name == name);
        if (key?.KeyAlias is { } other && !values.TryAdd(other, name))
            return $"key '{name}' is already defined";
        if (key?.Alias is { } alias)
            return Add(values, alias, value);
        if (values.ContainsKey(name))
            return $"duplicate key {List}: {name}";
        if (key is null)
            return $"invalid key {List}: {name}";
        values.Add(name, Normalize(key, value));
        return null;
    }

    /// <summary>Inside property strings a boolean may be a word too.</summary>
    private static string Normalize(Parameter key, string value) => key.Kind != ParameterKind.Boolean ? value : value.ToLowerInvariant() switch
    {
        "1" or "on" or "yes" or "true" => "1",
        "0" or "off" or "no" or "false" => "0",
        _ => value,
    };
}
