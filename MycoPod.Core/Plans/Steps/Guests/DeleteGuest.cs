using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>
/// Deletes a guest that existed at planning. The disks that its configuration names go with it, unused ones too. <c>purge</c> takes it out
/// of backup and replication jobs and of HA, where it would go on as an error; backups already made are kept. Disks that
/// carry its number and that it does not name (<c>destroy-unreferenced-disks</c>) are left alone: on a storage that other
/// clusters share they may be somebody else's. A running guest is refused, not stopped.
/// </summary>
public sealed record DeleteGuest(GuestReference Guest) : GuestStep
{
    public const string KindName = "delete-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new(Guest.Type.Noun(), "deleted");

    public override string? Loses => $"{Guest.Type.Noun()} {Guest.Name} ({PlaceholderNames.Instance.IdOf(Guest)}) on {Guest.Node} with its disks";

    public override string Title => $"Delete {Loses}";

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", Path(names), [new("purge", "1")], Task(names, "vzdestroy", "qmdestroy"));

    public override string Done(ICallNames names) => $"{Guest.Name} ({names.IdOf(Guest)}) and its disks are deleted";

    public override IEnumerable<string> CheckArguments()
    {
        if (Guest.Vmid is null) yield return $"{Guest.Name} has no number: only a guest that exists can be deleted.";
        else if (!Guest.IsUnmistakable) yield return $"{Guest.Name} ({Guest.Vmid}) has neither a UUID nor a network card to know it by: another guest could take its place unnoticed. Delete it in Proxmox.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        List<string> problems = [.. cluster.CheckGuest(Guest)];
        if (problems.Count > 0 || cluster.Find(Guest) is not { } now) return problems;
        if (now.IsTemplate) return [$"{Guest.Name} is a template; deleting templates is not supported yet."];
        return now.Power == GuestPower.Stopped ? [] : [$"{Guest.Name} {(now.Power == GuestPower.Unknown ? "may run" : "runs")}: it has to be stopped before it is deleted."];
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Remove(Guest);
}
