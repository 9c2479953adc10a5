using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Makes a guest as a copy of another, mostly of a template. It is not started; its network cards get new addresses.</summary>
/// <param name="Node">Where the copy goes: the source's node, or another one on shared storage.</param>
/// <param name="Full">A copy of its own; otherwise a linked one, which needs its template for as long as it lives.</param>
/// <param name="Storage">Where the disks of a full copy go; null for where the source's are.</param>
/// <param name="Snapshot">The snapshot that is copied, or null for the present state.</param>
public sealed record CloneGuest(GuestReference Source, string Name, NodeName Node, bool Full, string? Storage, string? Snapshot) : Step, ICreatesGuest
{
    public const string KindName = "clone-guest";

    public Vmid? Vmid { get; init; }

    public string? Pool { get; init; }

    /// <summary>Text of the description, before the mark; the source's own is not kept.</summary>
    public string? Notes { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new(Source.Type.Noun(), "cloned");

    public override string Title => $"Clone {Source.Name} to {Source.Type.Noun()} {NewGuest.SayName(Name, Vmid)} on {Node}{(Full ? "" : ", linked to it")}{(Snapshot is null ? "" : $", from its snapshot {Snapshot}")}{(Storage is null ? "" : $", disks on {Storage}")}{string.Concat(NewGuest.SayMore(tags: null, Pool, Notes).Select(s => $", {s}"))}";

    public override GuestReference Target => Made;

    public GuestReference Made => new(Name, Source.Type, Node);

    public GuestReference? CopiedFrom => Source;

    public IReadOnlyList<Field> Expected => [];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Source, "VM.Clone"), Need.OnGuest(Made, "VM.Allocate"), .. Storage is null ? [] : new[] { Need.OnStorage(Storage, "Datastore.AllocateSpace") }];

    /// <summary>The task belongs to the source (facts, annex A2).</summary>
    public override ApiCall Call(int number, ICallNames names)
    {
        var isVm = Source.Type == GuestKind.Vm;
        List<KeyValuePair<string, string>> parameters = [new("newid", Vmid?.ToString() ?? names.IdOf(Made)), new(isVm ? "name" : "hostname", Name), new("description", NewGuest.Description(Notes, names.MarkerOf(number)))];
        if (Full) parameters.Add(new("full", "1"));
        if (Storage is not null) parameters.Add(new("storage", Storage));
        if (Snapshot is not null) parameters.Add(new("snapname", Snapshot));
        if (Pool is not null) parameters.Add(new("pool", Pool));
        if (Node != Source.Node) parameters.Add(new("target", Node.Value));
        var task = new StartedTask(Source.Node, isVm ? "qmclone" : "vzclone", names.IdOf(Source));
        return new("POST", $"/nodes/{Source.Node}/{Source.Type.ApiName()}/{names.IdOf(Source)}/clone", parameters, task);
    }

    public override string Done(ICallNames names) => $"{Source.Type.Noun()} {names.IdOf(Made)}, a copy of {Source.Name}";

    public override IEnumerable<string> CheckArguments()
    {
        foreach (var problem in NewGuest.Check(Name, tags: null, Pool, Notes)) yield return problem;
        if (!Full && Storage is not null) yield return "A linked clone stays where its template is: it takes no storage.";
        if (Storage is not null && !Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Snapshot is not null && !Names.IsSnapshot(Snapshot)) yield return $"'{Snapshot}' is no name of a snapshot.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckGuest(Source).Concat(cluster.CheckNode(Node)).Concat(cluster.CheckFreeName(Name)).Concat(cluster.CheckFreeNumber(Vmid)).Concat(cluster.CheckPool(Pool))) yield return problem;
        if (cluster.Find(Source) is not { } source) yield break;
        if (!Full && !source.IsTemplate) yield return $"{Source.Name} is no template: only a template has linked clones.";
        if (source is { Kind: GuestKind.Ct, IsTemplate: false, Power: not GuestPower.Stopped } && Snapshot is null) yield return $"{Source.Name} runs: a running container is cloned from a snapshot only.";
        if (Storage is not null)
            foreach (var problem in cluster.CheckStorage(Node, Storage, Source.Type == GuestKind.Vm ? "images" : "rootdir")) yield return problem;
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made, Vmid);
}
