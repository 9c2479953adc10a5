using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans;

/// <summary>A step about something of the cluster that has a name of its own and is read back as a set of values.</summary>
public abstract record ResourceStep : Step, IFieldStep
{
    public abstract string Noun { get; }

    public override string Subject => Noun;

    public abstract FieldQuery Query(int number, ICallNames names);

    public abstract IReadOnlyList<Field>? Wanted(int number, ICallNames names);

    public virtual IReadOnlyList<Field>? Seen => null;

    /// <summary>The parameters whose value is not null, in their order.</summary>
    protected static List<KeyValuePair<string, string>> Parameters(params IEnumerable<(string Name, string? Value)> parameters) =>
        [.. parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value ?? ""))];
}
