using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Takes a disk away from a guest and keeps its data. The volume stays with the guest as <c>unused0</c> and so on.</summary>
/// <param name="SeenVolume">The volume at planning, as in <c>local-lvm:vm-101-disk-1</c>.</param>
public sealed record DetachDisk(GuestReference Guest, string Disk, string SeenVolume) : GuestStep, IFieldStep
{
    public const string KindName = "detach-disk";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("disk", "detached");

    public override string Title => $"Detach {Disk} of {Guest.Name}, keeping its data ({SeenVolume})";

    public string Noun => $"{Disk} of {Guest.Name}";

    public IReadOnlyList<Field>? Seen => [new(Disk, SeenVolume, FieldShape.Properties)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new(Disk, null)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Config.Disk")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("delete", Disk), .. Digest(number, names)];
        return new("PUT", Path(names, "/config"), parameters);
    }

    public override string Done(ICallNames names) => $"{Disk} of {Guest.Name} is detached; its data is kept";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsDisk(Guest.Type, Disk) || Disk == "rootfs") yield return $"'{Disk}' is no disk that can be taken from a {Guest.Type.Noun()}.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);
}
