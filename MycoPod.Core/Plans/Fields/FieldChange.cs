namespace MycoPod.Core.Plans.Fields;

/// <summary>A value that a step changes.</summary>
/// <param name="From">As planning saw it; null where it was not set.</param>
/// <param name="To">Null where it is to be unset.</param>
public sealed record FieldChange(string Name, string? From, string? To);
