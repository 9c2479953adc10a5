using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Deletes a detached disk with its data. A disk in use is detached first, by a step of its own.</summary>
/// <param name="Disk">As in <c>unused0</c>.</param>
/// <param name="SeenVolume">The volume at planning, as in <c>local-lvm:vm-101-disk-1</c>: what <c>unused0</c> means may change.</param>
public sealed record DeleteDisk(GuestReference Guest, string Disk, string SeenVolume) : GuestStep, IFieldStep
{
    public const string KindName = "delete-disk";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("disk", "deleted");

    public override string? Loses => $"disk {SeenVolume} of {Guest.Name} with its data";

    public override string Title => $"Delete the detached disk {SeenVolume} of {Guest.Name} with its data";

    public string Noun => $"{Disk} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => [new(Disk, SeenVolume)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new(Disk, null)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Config.Disk")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("delete", Disk), .. Digest(number, names)];
        return new("PUT", Path(names, "/config"), parameters);
    }

    public override string Done(ICallNames names) => $"{SeenVolume} is deleted";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsUnusedDisk(Disk)) yield return $"'{Disk}' is no detached disk, as in unused0.";
        if (Guest.Vmid is null || !Guest.IsUnmistakable) yield return $"{Guest.Name} cannot be told from another guest that took its place.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);
}
