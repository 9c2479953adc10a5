using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Keeps the state of a guest under a name, to go back to. It is ours if it carries the step's mark.</summary>
/// <param name="WithMemory">Whether the memory of a running VM is kept, too.</param>
public sealed record CreateSnapshot(GuestReference Guest, string Name, bool WithMemory) : GuestStep, IFieldStep
{
    public const string KindName = "create-snapshot";

    /// <summary>Text of the description, before the mark.</summary>
    public string? Notes { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("snapshot", "taken");

    public override string Title => $"Snapshot {Name} of {Guest.Name}{(WithMemory ? " with its memory" : "")}{(Notes is null ? "" : $", notes \"{Names.OneLine(Notes)}\"")}";

    public string Noun => $"the snapshot {Name} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => null;

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/snapshot"), "name", Name);

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("description", names.MarkerOf(number), FieldShape.Holding)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Snapshot")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        Path(names, "/snapshot"),
        [new("snapname", Name), new("description", NewGuest.Description(Notes, names.MarkerOf(number))), .. WithMemory ? [KeyValuePair.Create("vmstate", "1")] : Array.Empty<KeyValuePair<string, string>>()],
        Task(names, "vzsnapshot", "qmsnapshot"));

    public override string Done(ICallNames names) => $"Snapshot {Name} of {Guest.Name} is taken";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSnapshot(Name)) yield return $"'{Name}' is no name for a snapshot: a letter, then letters, digits, - and _, 2 to 40 in all; not current, pending or vzdump.";
        foreach (var problem in NewGuest.CheckNotes(Notes)) yield return problem;
        if (WithMemory && Guest.Type == GuestKind.Ct) yield return $"{Guest.Name} is a container, whose memory no snapshot keeps.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);
}
