namespace MycoPod.Core.Plans.Fields;

/// <summary>A value of something in the cluster.</summary>
/// <param name="Value">Null where it is not set.</param>
public sealed record Field(string Name, string? Value, FieldShape Shape = FieldShape.Text)
{
    public Field(string name, bool value)
        : this(name, value ? "1" : "0", FieldShape.Flag)
    {
    }

    /// <summary>Whether what is there is what this asks for.</summary>
    /// <param name="actual">Null where it is not set.</param>
    public bool IsMetBy(string? actual) => FieldComparison.IsMet(this, actual);
}
