using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Gives a guest one more disk, in a place that was free at planning.</summary>
/// <param name="Disk">The place, as in <c>scsi1</c> or <c>mp0</c>.</param>
/// <param name="MountPoint">Where a container mounts it, as in /data; null for a VM.</param>
public sealed record AddDisk(GuestReference Guest, string Disk, string Storage, int SizeGiB, string? MountPoint) : GuestStep, IFieldStep
{
    public const string KindName = "add-disk";

    /// <summary>How the disk of a VM is attached; the bus is that of its place.</summary>
    public DiskOptions? Options { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("disk", "added");

    public override string Title => $"Add a disk of {SizeGiB} GiB on {Storage} to {Guest.Name} as {Disk}{(MountPoint is null ? "" : $", mounted at {MountPoint}")}{string.Concat(Options?.Say().Select(s => $", {s}") ?? [])}";

    public string Noun => $"{Disk} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => [new(Disk, null)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => MountPoint is null
        ? [new(Disk, Volume, FieldShape.Disk)]
        : [new(Disk, Volume, FieldShape.Disk), new(Disk, $"mp={MountPoint}", FieldShape.Properties)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Config.Disk"), Need.OnStorage(Storage, "Datastore.AllocateSpace")];

    /// <summary>A VM's disk is made by a task; a container's within the answer.</summary>
    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new(Disk, MountPoint is null ? Properties.Write([("", Volume), .. Options?.Parts ?? []]) : $"{Volume},mp={MountPoint}"), .. Digest(number, names)];
        return Guest.Type == GuestKind.Vm
            ? new("POST", Path(names, "/config"), parameters, Task(names, "qmconfig", "qmconfig"))
            : new("PUT", Path(names, "/config"), parameters);
    }

    public override string Done(ICallNames names) => $"{Guest.Name} has {Disk} of {SizeGiB} GiB";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsDisk(Guest.Type, Disk) || Disk == "rootfs") yield return $"'{Disk}' is no place for a further disk of a {Guest.Type.Noun()}.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (SizeGiB is < 1 or > 131_072) yield return $"{SizeGiB} GiB of disk: 1 to 131072 are possible.";
        if (Guest.Type == GuestKind.Ct && !Names.IsMountPoint(MountPoint)) yield return $"'{MountPoint}' is no place to mount a disk: an absolute path, as in /data.";
        if (Guest.Type == GuestKind.Ct && Options is not null) yield return "A container's disk takes no options of a VM's.";
        if (Options?.Bus is not null) yield return "The bus of a further disk is that of its place.";
        foreach (var problem in (Options is null ? null : Options with { Bus = Disk.TrimEnd("0123456789".ToCharArray()) })?.Check() ?? []) yield return problem;
        if (Guest.Type == GuestKind.Vm && MountPoint is not null) yield return "A VM mounts its disks itself.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
        [.. cluster.CheckGuest(Guest), .. cluster.CheckStorage(Guest.Node, Storage, Guest.Type == GuestKind.Vm ? "images" : "rootdir")];

    private string Volume => $"{Storage}:{SizeGiB}";
}
