using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Takes a guest back to a snapshot. What changed in it since is lost.</summary>
public sealed record RollBackSnapshot(GuestReference Guest, string Name) : GuestStep, IActingStep, IGuardedStep, INamesSnapshot
{
    public const string KindName = "roll-back-snapshot";

    /// <summary>When it was taken, in seconds since 1970, so that a later one of the name is not meant; null only where the plan takes it.</summary>
    public long? TakenAt { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("guest", "rolled back");

    public override string? Loses => $"what changed in {Guest.Name} since its snapshot {Name}";

    public override string Title => $"Take {Guest.Name} back to its snapshot {Name}, losing what changed since";

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Snapshot", "VM.Snapshot.Rollback")];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/snapshot"), "name", Name);

    public string? Objection(IReadOnlyDictionary<string, string>? found, int number, ICallNames names) => SnapshotIdentity.Objection(Name, TakenAt, found, number, names);

    public override ApiCall Call(int number, ICallNames names) => new("POST", Path(names, $"/snapshot/{Name}/rollback"), Task(names, "vzrollback", "qmrollback"));

    public override string Done(ICallNames names) => $"{Guest.Name} is as it was at {Name}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSnapshot(Name)) yield return $"'{Name}' is no name of a snapshot.";
        if (!Guest.IsUnmistakable && Guest.Vmid is not null) yield return $"{Guest.Name} ({Guest.Vmid}) has neither a UUID nor a network card to know it by: another guest could take its place unnoticed.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckGuest(Guest), .. SnapshotIdentity.Check(cluster, Guest, Name, TakenAt)];
}
