namespace MycoPod.Core.Plans.Fields;

/// <summary>A value that a step changes.</summary>
/// <param name="From">As planning saw it; null where it was not set.</param>
/// <param name="To">Null where it is to be unset.</param>
public sealed record FieldChange(string Name, string? From, string? To)
{
    /// <summary>Changes as the API takes them: what is set by its name, what is unset in <c>delete</c>.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Parameters(IReadOnlyList<FieldChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.To is { } value) yield return new(change.Name, value);
        }

        var unset = changes.Where(c => c is { From: not null, To: null }).Select(c => c.Name).ToList();
        if (unset.Count > 0) yield return new("delete", string.Join(',', unset));
    }

    /// <summary>What is wrong with a list of changes as such: none, or two of one value.</summary>
    internal static IEnumerable<string> CheckList(IReadOnlyList<FieldChange> changes)
    {
        if (changes.Count == 0) yield return "Nothing is changed.";
        foreach (var twice in changes.CountBy(c => c.Name).Where(c => c.Value > 1)) yield return $"{twice.Key} is changed twice.";
    }

    /// <summary>What is wrong with the value of a flag, or null.</summary>
    internal string? CheckFlag() => To is null or "0" or "1" ? null : $"{Name} is '{To}'; 0 or 1 is expected.";

    /// <summary>The value before: what somebody added to it since is a change, too.</summary>
    internal Field Before(FieldShape shape, bool isOnByDefault = false) =>
        new(Name, From, shape == FieldShape.Properties ? FieldShape.WholeProperties : shape) { IsOnByDefault = isOnByDefault };

    /// <summary>The value after: what it no longer names has to be gone.</summary>
    internal Field After(FieldShape shape, bool isOnByDefault = false) => new(Name, To, shape)
    {
        IsOnByDefault = isOnByDefault,
        Gone = shape == FieldShape.Properties && From is not null && To is not null ? [.. FieldComparison.Keys(From).Except(FieldComparison.Keys(To), StringComparer.Ordinal)] : [],
    };
}
