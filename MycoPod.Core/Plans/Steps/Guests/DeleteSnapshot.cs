using System.Globalization;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Deletes a snapshot; the guest itself stays as it is.</summary>
/// <param name="TakenAt">When it was taken, in seconds since 1970, so that a later one of the name is not meant; null where the plan takes it.</param>
public sealed record DeleteSnapshot(GuestReference Guest, string Name, long? TakenAt) : GuestStep, IFieldStep, IGuardedStep, INamesSnapshot
{
    public const string KindName = "delete-snapshot";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("snapshot", "deleted");

    public override string? Loses => $"snapshot {Name} of {Guest.Name}";

    public override string Title => $"Delete snapshot {Name} of {Guest.Name}";

    public string Noun => $"snapshot {Name} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => TakenAt is { } time ? [new("snaptime", time.ToString(CultureInfo.InvariantCulture))] : null;

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/snapshot"), "name", Name);

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Snapshot")];

    public string? Objection(IReadOnlyDictionary<string, string>? found, int number, ICallNames names) => SnapshotIdentity.Objection(Name, TakenAt, found, number, names);

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", Path(names, $"/snapshot/{Name}"), Task(names, "vzdelsnapshot", "qmdelsnapshot"));

    public override string Done(ICallNames names) => $"Snapshot {Name} of {Guest.Name} is deleted";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSnapshot(Name)) yield return $"'{Name}' is no name of a snapshot.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckGuest(Guest), .. SnapshotIdentity.Check(cluster, Guest, Name, TakenAt)];
}
