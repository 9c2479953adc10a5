using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps;

/// <summary>
/// Deletes a guest that existed at planning, with the disks that its configuration names, unused ones too. <c>purge</c> takes it out
/// of backup and replication jobs and of HA, where it would go on as an error; backups already made are kept. Disks that
/// carry its number and that it does not name (<c>destroy-unreferenced-disks</c>) are left alone: on a storage that other
/// clusters share they may be somebody else's. A running guest is refused, not stopped.
/// </summary>
public sealed record DeleteGuest(GuestReference Guest) : Step
{
    public const string KindName = "delete-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override string Title => $"Delete {Guest.Type.Noun()} {Guest.Name} ({PlaceholderNames.Instance.IdOf(Guest)}) on {Guest.Node} with its disks";

    public override GuestReference Target => Guest;

    public override ApiCall Call(int number, ICallNames names) =>
        new("DELETE", $"/nodes/{Guest.Node}/{Guest.Type.ApiName()}/{names.IdOf(Guest)}", [new("purge", "1")]);
}
