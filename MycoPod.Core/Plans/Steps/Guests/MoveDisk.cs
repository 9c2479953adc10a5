using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Moves a disk to another storage of the same node.</summary>
/// <param name="SeenVolume">The volume at planning, as in <c>local-lvm:vm-101-disk-0</c>; null where the plan makes the guest.</param>
/// <param name="KeepOriginal">Whether the old volume stays, unused, with the guest; otherwise it is deleted once the copy is whole.</param>
public sealed record MoveDisk(GuestReference Guest, string Disk, string? SeenVolume, string Storage, bool KeepOriginal) : GuestStep, IFieldStep
{
    public const string KindName = "move-disk";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("disk", "moved");

    public override string Title => $"Move {Disk} of {Guest.Name} to {Storage}, {(KeepOriginal ? "keeping" : "deleting")} the original";

    public string Noun => $"{Disk} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => SeenVolume is null ? [] : [new(Disk, SeenVolume, FieldShape.Properties)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new(Disk, $"{Storage}:0", FieldShape.Disk)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Config.Disk"), Need.OnStorage(Storage, "Datastore.AllocateSpace")];

    public override ApiCall Call(int number, ICallNames names)
    {
        var isVm = Guest.Type == GuestKind.Vm;
        List<KeyValuePair<string, string>> parameters = [new(isVm ? "disk" : "volume", Disk), new("storage", Storage), new("delete", KeepOriginal ? "0" : "1"), .. Digest(number, names)];
        return new("POST", Path(names, isVm ? "/move_disk" : "/move_volume"), parameters, Task(names, "move_volume", "qmmove"));
    }

    public override string Done(ICallNames names) => $"{Disk} of {Guest.Name} is on {Storage}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsDisk(Guest.Type, Disk)) yield return $"'{Disk}' is no disk of a {Guest.Type.Noun()}.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
        [.. cluster.CheckGuest(Guest), .. cluster.CheckStorage(Guest.Node, Storage, Guest.Type == GuestKind.Vm ? "images" : "rootdir")];
}
