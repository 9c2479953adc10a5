namespace MycoPod.Core.Plans.Fields;

/// <summary>A value that a step changes.</summary>
/// <param name="From">As planning saw it; null where it was not set.</param>
/// <param name="To">Null where it is to be unset.</param>
public sealed record FieldChange(string Name, string? From, string? To)
{
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
