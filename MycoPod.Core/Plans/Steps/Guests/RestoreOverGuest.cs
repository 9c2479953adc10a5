using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Puts a backup in the place of a guest, which keeps its number. Disks and settings that it has now are lost.</summary>
/// <param name="Archive">Volume id of the backup.</param>
/// <param name="Storage">Where its disks go; null for where they were.</param>
public sealed record RestoreOverGuest(GuestReference Guest, string Archive, string? Storage) : GuestStep, IActingStep
{
    public const string KindName = "restore-over-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("guest", "put back");

    public override string? Loses => $"all that {Guest.Name} ({Guest.Vmid}) is and holds now, its snapshots too";

    public override string Title => $"Put the backup {Names.FileOf(Archive)} in the place of {Guest.Name}, losing what it is now{(Storage is null ? "" : $", disks on {Storage}")}";

    public override IReadOnlyList<Need> Needs =>
    [
        Need.OnGuest(Guest, "VM.Allocate"), Need.OnStorage(Archive.Split(':')[0], "Datastore.AllocateSpace", "Datastore.Audit"),
        .. Storage is null ? [] : new[] { Need.OnStorage(Storage, "Datastore.AllocateSpace") },
    ];

    public override ApiCall Call(int number, ICallNames names)
    {
        var isVm = Guest.Type == GuestKind.Vm;
        var parameters = Properties.Parameters(("vmid", names.IdOf(Guest)), (isVm ? "archive" : "ostemplate", Archive), ("restore", isVm ? null : "1"), ("storage", Storage), ("force", "1"));
        return new("POST", $"/nodes/{Guest.Node}/{Guest.Type.ApiName()}", parameters, Task(names, "vzrestore", "qmrestore"));
    }

    public override string Done(ICallNames names) => $"{Guest.Name} is as {Names.FileOf(Archive)} has it";

    public override IEnumerable<string> CheckArguments()
    {
        if (Guest.Vmid is null) yield return $"{Guest.Name} is made by this plan: there is nothing to restore it over.";
        else if (!Guest.IsUnmistakable) yield return $"{Guest.Name} ({Guest.Vmid}) has neither a UUID nor a network card to know it by: another guest could take its place unnoticed.";
        foreach (var problem in RestoredArchive.Check(Archive, Guest.Type, Storage)) yield return problem;
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckGuest(Guest).Concat(RestoredArchive.CheckOn(cluster, Guest.Node, Archive, Guest.Type, Storage))) yield return problem;
        if (cluster.Find(Guest) is { Power: not GuestPower.Stopped }) yield return $"{Guest.Name} runs: it has to be stopped before a backup takes its place.";
        if (cluster.Find(Guest)?.Found?.Settings.GetValueOrDefault("protection") == "1") yield return $"{Guest.Name} is protected: that has to be taken back first.";
    }
}
