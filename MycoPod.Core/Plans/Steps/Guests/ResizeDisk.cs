using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Grows a disk to a size. Disks never shrink. The guest's own partition and file system may still have to follow.</summary>
/// <param name="Disk">As in <c>scsi0</c> or <c>rootfs</c>.</param>
/// <param name="SeenDisk">The disk as planning saw it; null where the plan makes the guest.</param>
/// <param name="SizeGiB">The size afterwards, not what is added.</param>
public sealed record ResizeDisk(GuestReference Guest, string Disk, string? SeenDisk, int SizeGiB) : GuestStep, IFieldStep
{
    public const string KindName = "resize-disk";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("disk", "grown");

    public override string Title => $"Grow {Disk} of {Guest.Name} to {SizeGiB} GiB";

    public string Noun => $"{Disk} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => SeenDisk is null ? [] : [new(Disk, SeenDisk, FieldShape.WholeProperties)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new(Disk, $"size={SizeGiB}G", FieldShape.Properties)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Config.Disk")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("disk", Disk), new("size", $"{SizeGiB}G"), .. Digest(number, names)];
        return new("PUT", Path(names, "/resize"), parameters, Task(names, "resize", "resize"));
    }

    public override string Done(ICallNames names) => $"{Disk} of {Guest.Name} has {SizeGiB} GiB";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsDisk(Guest.Type, Disk)) yield return $"'{Disk}' is no disk of a {Inventory.GuestKindNames.Noun(Guest.Type)}.";
        if (SizeGiB is < 1 or > 131_072) yield return $"{SizeGiB} GiB of disk: 1 to 131072 are possible.";
        if (SeenDisk is not null && DiskSize.OfProperties(SeenDisk) is { } now && now > SizeGiB * (1L << 30)) yield return $"{Disk} of {Guest.Name} has {DiskSize.Say(now)} already; disks never shrink.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);
}
