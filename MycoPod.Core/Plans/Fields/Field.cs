namespace MycoPod.Core.Plans.Fields;

/// <summary>A value of something in the cluster.</summary>
/// <param name="Value">Null where it is not set.</param>
public sealed record Field(string Name, string? Value, FieldShape Shape = FieldShape.Text)
{
    public Field(string name, bool value)
        : this(name, value ? "1" : "0", FieldShape.Flag)
    {
    }

    /// <summary>What it means that a flag is not set.</summary>
    public bool IsOnByDefault { get; init; }

    /// <summary>Keys of properties that may not be there.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Whether what is there is what this asks for.</summary>
    /// <param name="actual">Null where it is not set.</param>
    public bool IsMetBy(string? actual) => FieldComparison.IsMet(this, actual);
}
