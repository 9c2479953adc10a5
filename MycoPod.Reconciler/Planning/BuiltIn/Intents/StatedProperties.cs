namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>Properties stated of one or several containers. Two values for one property are a conflict, never a choice.</summary>
internal sealed class StatedProperties
{
    private readonly SortedDictionary<Property, Stated> values = [];

    public IEnumerable<Stated> All => values.Values;

    public string? this[Property property] => values.GetValueOrDefault(property)?.Value;

    public bool Has(Property property) => values.ContainsKey(property);

    public void Remove(Property property) => values.Remove(property);

    /// <summary>Adds what is stated; a value that contradicts it is returned.</summary>
    public Stated? Add(Stated stated)
    {
        if (values.TryGetValue(stated.Property, out var other) && other.Value != stated.Value && !IsMorePrecise(stated, other))
            return IsMorePrecise(other, stated) ? null : other;
        values[stated.Property] = stated;
        return null;
    }

    /// <summary>"Debian" and then "bookworm".</summary>
    private static bool IsMorePrecise(Stated one, Stated other) =>
        one.Property == Property.System && one.Value.StartsWith(other.Value + ":", StringComparison.Ordinal);
}
