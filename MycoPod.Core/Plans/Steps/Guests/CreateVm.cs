using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>
/// Makes a VM: from a cloud image, with an installation CD, or empty. It is not started by this step. The disk of a cloud image has the image's size
/// until a later step grows it.
/// </summary>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="DiskGiB">Size of the first disk in GiB; null where it comes from an image.</param>
/// <param name="Storage">Where the disk goes.</param>
/// <param name="Vlan">VLAN tag, or null.</param>
/// <param name="Image">Volume of a cloud image (content <c>import</c>), or null.</param>
/// <param name="Iso">Volume of an installation CD, or null.</param>
/// <param name="CloudInit">Only with an image.</param>
/// <param name="OsType">As the API has it: l26, win11 …</param>
public sealed record CreateVm(
    string Name,
    NodeName Node,
    int Cores,
    int MemoryMiB,
    int? DiskGiB,
    string Storage,
    string Bridge,
    int? Vlan,
    string? Image,
    string? Iso,
    CloudInit? CloudInit,
    bool Agent,
    bool StartAtBoot,
    string OsType) : Step, ICreatesGuest
{
    public const string KindName = "create-vm";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("VM", "created");

    public override string Title =>
        $"Create VM {Name} on {Node}: {(Cores == 1 ? "1 core" : $"{Cores} cores")}, {Size.OfMiB(MemoryMiB)} memory{(DiskGiB is null ? "" : $", {DiskGiB} GiB disk")}{Origin}";

    public override GuestReference Target => Made;

    public GuestReference Made => new(Name, GuestKind.Vm, Node);

    public GuestReference? CopiedFrom => null;

    public IReadOnlyList<Field> Expected => [new("cores", Text(Cores)), new("memory", Text(MemoryMiB))];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Made, "VM.Allocate"), Need.OnStorage(Storage, "Datastore.AllocateSpace"), Need.OnBridge(Bridge)];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", $"/nodes/{Node}/qemu", Parameters(number, names), new StartedTask(Node, "qmcreate", names.IdOf(Made)));

    public override string Done(ICallNames names) => $"VM {names.IdOf(Made)}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsHostName(Name)) yield return $"'{Name}' is no host name: letters, digits and hyphens, at most 63.";
        if (Cores is < 1 or > 128) yield return $"{Cores} cores: 1 to 128 are possible.";
        if (MemoryMiB is < 16 or > 16_777_216) yield return $"{MemoryMiB} MiB of memory: 16 to 16777216 are possible.";
        if (DiskGiB is < 1 or > 131_072) yield return $"{DiskGiB} GiB of disk: 1 to 131072 are possible.";
        if ((DiskGiB is null) == (Image is null)) yield return "The first disk has either a size or an image that it comes from.";
        if (Image is not null && !Names.IsVolume(Image, "import")) yield return $"'{Image}' is no image that can be imported, as in local:import/debian-12.qcow2.";
        if (Iso is not null && !Names.IsVolume(Iso, "iso")) yield return $"'{Iso}' is no CD image, as in local:iso/debian-12.iso.";
        if (Image is null && CloudInit is not null) yield return "Cloud-init needs a cloud image.";
        if (Image is not null && Iso is not null) yield return "A VM from a cloud image takes no installation CD.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (!Names.IsBridge(Bridge)) yield return $"'{Bridge}' is no bridge name.";
        if (Vlan is < 1 or > 4094) yield return $"{Vlan} is no VLAN tag: 1 to 4094.";
        if (!Names.IsOsType(OsType)) yield return $"'{OsType}' is no system type, as in l26 or win11.";
        foreach (var problem in CloudInit?.Check() ?? []) yield return problem;
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        foreach (var problem in cluster.CheckFreeName(Name)) yield return problem;
        if (cluster.Inventory.Nodes.FirstOrDefault(n => n.Name == Node) is not { } node) yield break;
        if (Cores > node.Cores) yield return $"{Node} has {node.Cores} cores, fewer than {Cores}.";
        if (MemoryMiB * 1024L * 1024 > node.MemoryBytes) yield return $"{Node} has {Size.OfMiB((int)(node.MemoryBytes / 1024 / 1024))} of memory, less than {Size.OfMiB(MemoryMiB)}.";
        if (!cluster.HasBridge(Node, Bridge)) yield return $"{Node} has no bridge {Bridge}.";
        foreach (var problem in cluster.CheckStorage(Node, Storage, "images")) yield return problem;
        if ((Image ?? Iso) is { } volume && !cluster.HasVolume(Node, volume)) yield return $"{Node} has no {volume}.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made);

    private string Origin => Image is not null ? $", from the image {Names.FileOf(Image)}" : Iso is not null ? $", with the CD {Names.FileOf(Iso)}" : "";

    private List<KeyValuePair<string, string>> Parameters(int number, ICallNames names)
    {
        var card = $"virtio,bridge={Bridge}{(Vlan is null ? "" : $",tag={Vlan}")}";
        List<KeyValuePair<string, string>> parameters =
        [
            new("vmid", names.IdOf(Made)),
            new("name", Name),
            new("cores", Text(Cores)),
            new("memory", Text(MemoryMiB)),
            new("cpu", "x86-64-v2-AES"),
            new("ostype", OsType),
            new("scsihw", "virtio-scsi-single"),
            new("scsi0", Image is null ? $"{Storage}:{DiskGiB}" : $"{Storage}:0,import-from={Image}"),
            new("net0", card),
            new("boot", Iso is null ? "order=scsi0" : "order=scsi0;ide2"),
        ];
        if (Iso is not null) parameters.Add(new("ide2", $"{Iso},media=cdrom"));
        if (Agent) parameters.Add(new("agent", "1"));
        if (StartAtBoot) parameters.Add(new("onboot", "1"));
        if (CloudInit is not null) parameters.AddRange(CloudInitParameters(CloudInit));
        parameters.Add(new("tags", "mycopod"));
        parameters.Add(new("description", names.MarkerOf(number)));
        return parameters;
    }

    /// <summary>The API wants the keys escaped before they are sent as any other value (facts: Recipes). Cloud images write to a serial port.</summary>
    private IEnumerable<KeyValuePair<string, string>> CloudInitParameters(CloudInit init)
    {
        yield return new("ide2", $"{Storage}:cloudinit");
        yield return new("serial0", "socket");
        yield return new("vga", "serial0");
        yield return new("ipconfig0", init.Gateway is null ? $"ip={init.Address}" : $"ip={init.Address},gw={init.Gateway}");
        if (init.User is not null) yield return new("ciuser", init.User);
        if (init.SshKeys is not null) yield return new("sshkeys", Uri.EscapeDataString(init.SshKeys));
        if (init.Dns is not null) yield return new("nameserver", init.Dns);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
