namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>
/// A value such as <c>virtio=BC:24:11:2C:34:56,bridge=vmbr0</c>: parts of key and value, in their order, with those nobody here
/// knows. What was read is written again as it was, save for empty parts. Values hold no comma.
/// </summary>
public sealed class PropertyString : IEquatable<PropertyString>
{
    private readonly List<KeyValuePair<string, string>> parts;
    private readonly string? defaultKey;

    private PropertyString(List<KeyValuePair<string, string>> parts, string? defaultKey)
    {
        this.parts = parts;
        this.defaultKey = defaultKey;
    }

    /// <summary>The keys, in their order; a value that stands without one has the default key, or none.</summary>
    public IEnumerable<string> Keys => parts.Select(KeyOf);

    /// <summary>The value of a key, or null.</summary>
    public string? this[string key] => IndexOf(key) is >= 0 and var index ? parts[index].Value : null;

    /// <param name="defaultKey">The key of a value that stands without one.</param>
    public static PropertyString Parse(string text, string? defaultKey = null) => new(
        [.. text.Split(',').Where(p => !string.IsNullOrWhiteSpace(p)).Select(Part)],
        defaultKey);

    /// <summary>The same with one value set where its key stands, or removed with null. A new default key comes first and bare, others last.</summary>
    /// <exception cref="ArgumentException">The value cannot stand in a property string.</exception>
    public PropertyString With(string key, string? value)
    {
        if (value is not null && (value.Length == 0 || value.Contains(',', StringComparison.Ordinal)))
            throw new ArgumentException($"The value of {key} is empty or holds a comma.", nameof(value));
        List<KeyValuePair<string, string>> changed = [.. parts];
        var index = IndexOf(key);
        if (value is null)
        {
            if (index >= 0) changed.RemoveAt(index);
        }
        else if (index >= 0)
        {
            changed[index] = new(parts[index].Key, value);
        }
        else if (key == defaultKey && !value.Contains('=', StringComparison.Ordinal))
        {
            changed.Insert(0, new("", value));
        }
        else
        {
            changed.Add(new(key, value));
        }

        return new(changed, defaultKey);
    }

    /// <summary>The same with a key of another name in its place, value and all; used where keys are aliases.</summary>
    internal PropertyString Replace(string key, string newKey, string value) =>
        new([.. parts.Select(p => KeyOf(p) == key ? new(newKey, value) : p)], defaultKey);

    public bool Equals(PropertyString? other) => other is not null && other.ToString() == ToString() && other.defaultKey == defaultKey;

    public override bool Equals(object? obj) => Equals(obj as PropertyString);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    public override string ToString() => string.Join(',', parts.Select(p => p.Key.Length == 0 ? p.Value : $"{p.Key}={p.Value}"));

    private static KeyValuePair<string, string> Part(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 1 ? new("", text) : new(text[..equals], text[(equals + 1)..]);
    }

    private string KeyOf(KeyValuePair<string, string> part) => part.Key.Length > 0 ? part.Key : defaultKey ?? "";

    private int IndexOf(string key) => parts.FindIndex(p => KeyOf(p) == key);
}
