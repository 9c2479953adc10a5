using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Makes a new guest from a backup, with network addresses of its own. So the guest that was backed up may go on beside it. It is not started.</summary>
/// <param name="Type">What was backed up.</param>
/// <param name="Archive">Volume id of the backup.</param>
/// <param name="Storage">Where its disks go; null for where they were.</param>
public sealed record RestoreGuest(string Name, GuestKind Type, NodeName Node, string Archive, string? Storage) : Step, ICreatesGuest
{
    public const string KindName = "restore-guest";

    public Vmid? Vmid { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new(Type.Noun(), "restored");

    public override string Title => $"Restore {Names.FileOf(Archive)} as the new {Type.Noun()} {NewGuest.SayName(Name, Vmid)} on {Node}{(Storage is null ? "" : $", disks on {Storage}")}";

    public override GuestReference Target => Made;

    public GuestReference Made => new(Name, Type, Node);

    public GuestReference? CopiedFrom => null;

    public IReadOnlyList<Field> Expected => [];

    public override IReadOnlyList<Need> Needs =>
    [
        Need.OnGuest(Made, "VM.Allocate"), Need.OnStorage(Archive.Split(':')[0], "Datastore.AllocateSpace", "Datastore.Audit"),
        .. Storage is null ? [] : new[] { Need.OnStorage(Storage, "Datastore.AllocateSpace") },
    ];

    /// <summary>What the request says stands above what the backup holds.</summary>
    public override ApiCall Call(int number, ICallNames names)
    {
        var isVm = Type == GuestKind.Vm;
        var parameters = Properties.Parameters(
            ("vmid", Vmid?.ToString() ?? names.IdOf(Made)),
            (isVm ? "archive" : "ostemplate", Archive),
            ("restore", isVm ? null : "1"),
            ("storage", Storage),
            ("unique", "1"),
            (isVm ? "name" : "hostname", Name),
            ("description", names.MarkerOf(number)));
        return new("POST", $"/nodes/{Node}/{Type.ApiName()}", parameters, new StartedTask(Node, isVm ? "qmrestore" : "vzrestore", names.IdOf(Made)));
    }

    public override string Done(ICallNames names) => $"{Type.Noun()} {names.IdOf(Made)}, from {Names.FileOf(Archive)}";

    public override IEnumerable<string> CheckArguments() => [.. NewGuest.Check(Name, tags: null, pool: null, notes: null), .. RestoredArchive.Check(Archive, Type, Storage)];

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
        [.. cluster.CheckNode(Node), .. cluster.CheckFreeName(Name), .. cluster.CheckFreeNumber(Vmid), .. RestoredArchive.CheckOn(cluster, Node, Archive, Type, Storage)];

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made, Vmid);
}
