using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Moves a guest to another node.</summary>
/// <param name="WhileRunning">A running VM is moved as it runs; a running container is restarted on the other node.</param>
/// <param name="TargetStorage">Where its disks go; null where they keep the storage's name, or the storage is shared.</param>
public sealed record MigrateGuest(GuestReference Guest, NodeName TargetNode, bool WhileRunning, string? TargetStorage) : GuestStep
{
    public const string KindName = "migrate-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "moved");

    public override string Title => $"Move {Guest.Name} from {Guest.Node} to {TargetNode}{(WhileRunning ? Guest.Type == GuestKind.Vm ? " while it runs" : ", restarting it there" : "")}";

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Migrate")];

    public override ApiCall Call(int number, ICallNames names)
    {
        var isVm = Guest.Type == GuestKind.Vm;
        List<KeyValuePair<string, string>> parameters = [new("target", TargetNode.Value)];
        if (WhileRunning) parameters.Add(new(isVm ? "online" : "restart", "1"));
        if (WhileRunning && isVm) parameters.Add(new("with-local-disks", "1"));
        if (TargetStorage is not null) parameters.Add(new(isVm ? "targetstorage" : "target-storage", TargetStorage));
        return new("POST", Path(names, "/migrate"), parameters, Task(names, "vzmigrate", "qmigrate", "hamigrate"));
    }

    public override string Done(ICallNames names) => $"{Guest.Name} is on {TargetNode}";

    public override IEnumerable<string> CheckArguments()
    {
        if (TargetNode == Guest.Node) yield return $"{Guest.Name} is on {TargetNode} already.";
        if (TargetStorage is not null && !Names.IsStorage(TargetStorage)) yield return $"'{TargetStorage}' is no storage name.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckGuest(Guest).Concat(cluster.CheckNode(TargetNode))) yield return problem;
        if (!WhileRunning && cluster.Find(Guest) is { Power: not GuestPower.Stopped }) yield return $"{Guest.Name} runs: it is moved while it runs, or stopped before.";
        if (TargetStorage is not null)
            foreach (var problem in cluster.CheckStorage(TargetNode, TargetStorage, Guest.Type == GuestKind.Vm ? "images" : "rootdir")) yield return problem;
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Change(Guest, g => g with { Node = TargetNode });
}
