using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>
/// Makes a VM: from a cloud image, with an installation CD, or empty. It is not started by this step. The disk of a cloud image has the image's size
/// until a later step grows it.
/// </summary>
/// <param name="Cores">Of each socket.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="DiskGiB">Size of the first disk in GiB; null where it comes from an image.</param>
/// <param name="Storage">Where the first disk goes.</param>
/// <param name="Bridge">Of the first network card, <c>net0</c>.</param>
/// <param name="Vlan">VLAN tag of the first network card, or null.</param>
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

    public Vmid? Vmid { get; init; }

    public Processor? Processor { get; init; }

    /// <summary>The least memory that it keeps when its node runs short, in MiB; 0 takes the balloon device away.</summary>
    public int? BalloonMiB { get; init; }

    public Firmware? Firmware { get; init; }

    public Machine? Machine { get; init; }

    public DiskOptions? Disk { get; init; }

    public IReadOnlyList<NewDisk>? MoreDisks { get; init; }

    /// <summary>Of the first network card, whose VLAN tag stands in <see cref="Vlan"/>.</summary>
    public CardOptions? Card { get; init; }

    /// <summary><c>net1</c> and on; addresses need cloud-init.</summary>
    public IReadOnlyList<NetworkCard>? MoreCards { get; init; }

    /// <summary>A second CD beside the installation's, as Windows needs for drivers.</summary>
    public string? DriversIso { get; init; }

    /// <summary>Devices, the first one first, as in scsi0 and net0; null for the first disk, then the CD.</summary>
    public IReadOnlyList<string>? BootOrder { get; init; }

    public StartOrder? StartOrder { get; init; }

    /// <summary>Whether it can be deleted only after that was taken back.</summary>
    public bool? Protected { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Pool { get; init; }

    /// <summary>Text of the description, before the mark.</summary>
    public string? Notes { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("VM", "created");

    public override string Title =>
        $"Create VM {NewGuest.SayName(Name, Vmid)} on {Node}: {NewGuest.Count(Cores, "core")}, {Size.OfMiB(MemoryMiB)} memory{(DiskGiB is null ? "" : $", {DiskGiB} GiB disk")}{Origin}{string.Concat(new VmOrder(this).Say().Select(s => $", {s}"))}";

    public override GuestReference Target => Made;

    public GuestReference Made => new(Name, GuestKind.Vm, Node);

    public GuestReference? CopiedFrom => null;

    public IReadOnlyList<Field> Expected => [new("cores", Text(Cores)), new("memory", Text(MemoryMiB))];

    public override IReadOnlyList<Need> Needs =>
    [
        Need.OnGuest(Made, "VM.Allocate"), .. new VmOrder(this).Storages.Select(s => Need.OnStorage(s, "Datastore.AllocateSpace")), .. new VmOrder(this).Cards.Select(c => c.Need),
        .. StartOrder is null ? [] : new[] { Need.StartOrder },
    ];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        $"/nodes/{Node}/qemu",
        Properties.Parameters(
        [
            ("vmid", Vmid?.ToString() ?? names.IdOf(Made)), .. new VmOrder(this).Parameters(), ("pool", Pool), ("tags", NewGuest.Tags(Tags)),
            ("description", NewGuest.Description(Notes, names.MarkerOf(number))),
        ]),
        new StartedTask(Node, "qmcreate", names.IdOf(Made)));

    public override string Done(ICallNames names) => $"VM {names.IdOf(Made)}";

    public override IEnumerable<string> CheckArguments()
    {
        if (Cores is < 1 or > 128) yield return $"{Cores} cores: 1 to 128 are possible.";
        if (MemoryMiB is < 16 or > 16_777_216) yield return $"{MemoryMiB} MiB of memory: 16 to 16777216 are possible.";
        if (BalloonMiB < 0 || BalloonMiB > MemoryMiB) yield return $"{BalloonMiB} MiB as the least memory: 0 to {MemoryMiB} are possible.";
        if (DiskGiB is < 1 or > 131_072) yield return $"{DiskGiB} GiB of disk: 1 to 131072 are possible.";
        if ((DiskGiB is null) == (Image is null)) yield return "The first disk has either a size or an image that it comes from.";
        if (Image is not null && !Names.IsVolume(Image, "import")) yield return $"'{Image}' is no image that can be imported, as in local:import/debian-12.qcow2.";
        if (Iso is not null && !Names.IsVolume(Iso, "iso")) yield return $"'{Iso}' is no CD image, as in local:iso/debian-12.iso.";
        if (DriversIso is not null && !Names.IsVolume(DriversIso, "iso")) yield return $"'{DriversIso}' is no CD image, as in local:iso/virtio-win.iso.";
        if (Image is null && CloudInit is not null) yield return "Cloud-init needs a cloud image.";
        if (Image is not null && Iso is not null) yield return "A VM from a cloud image takes no installation CD.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Vlan is < 1 or > 4094) yield return $"{Vlan} is no VLAN tag: 1 to 4094.";
        if (!Names.IsOsType(OsType)) yield return $"'{OsType}' is no system type, as in l26 or win11.";
        foreach (var problem in NewGuest.Check(Name, Tags, Pool, Notes).Concat(new VmOrder(this).Check())) yield return problem;
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        foreach (var problem in cluster.CheckFreeName(Name).Concat(cluster.CheckFreeNumber(Vmid)).Concat(cluster.CheckPool(Pool))) yield return problem;
        if (cluster.Inventory.Nodes.FirstOrDefault(n => n.Name == Node) is not { } node) yield break;
        var cores = Cores * (Processor?.Sockets ?? 1);
        if (cores > node.Cores) yield return $"{Node} has {node.Cores} cores, fewer than {cores}.";
        if (MemoryMiB * 1024L * 1024 > node.MemoryBytes) yield return $"{Node} has {Size.OfMiB((int)(node.MemoryBytes / 1024 / 1024))} of memory, less than {Size.OfMiB(MemoryMiB)}.";
        foreach (var card in new VmOrder(this).Cards.Where(c => !cluster.HasBridge(Node, c.Bridge))) yield return $"{Node} has no bridge {card.Bridge}.";
        foreach (var problem in new VmOrder(this).Storages.SelectMany(s => cluster.CheckStorage(Node, s, "images"))) yield return problem;
        foreach (var volume in new[] { Image, Iso, DriversIso }.OfType<string>().Where(v => !cluster.HasVolume(Node, v))) yield return $"{Node} has no {volume}.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made, Vmid);

    private string Origin => Image is not null ? $", from the image {Names.FileOf(Image)}" : Iso is not null ? $", with the CD {Names.FileOf(Iso)}" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
