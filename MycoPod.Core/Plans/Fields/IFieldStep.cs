namespace MycoPod.Core.Plans.Fields;

/// <summary>
/// A step after which something in the cluster has certain values, or is gone. It can be compared before and after: what holds
/// already needs no request, and what is neither as it was seen at planning nor as it is wanted is a conflict.
/// </summary>
public interface IFieldStep
{
    /// <summary>What it is, to people, as in "storage backups".</summary>
    string Noun { get; }

    FieldQuery Query(int number, ICallNames names);

    /// <summary>The values afterwards; null where it is gone then.</summary>
    IReadOnlyList<Field>? Wanted(int number, ICallNames names);

    /// <summary>The values seen at planning; null where it was not there.</summary>
    IReadOnlyList<Field>? Seen { get; }
}
