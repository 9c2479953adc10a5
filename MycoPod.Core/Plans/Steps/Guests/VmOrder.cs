using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>What a new VM is made of, as the API takes it.</summary>
internal sealed partial class VmOrder(CreateVm step)
{
    private bool HasSerialPort => step.Machine?.SerialPort ?? (step.CloudInit is not null || step.Machine?.Display == "serial0");

    public IReadOnlyList<NetworkCard> Cards { get; } =
        [new NetworkCard(step.Bridge, Address: null) { Options = step.Vlan is null ? step.Card : (step.Card ?? new()) with { Vlan = step.Vlan } }, .. step.MoreCards ?? []];

    /// <summary>Each storage that gets a disk, once.</summary>
    public IEnumerable<string> Storages => new[] { step.Storage, step.Firmware is { NeedsDisk: true } firmware ? firmware.Storage : null }
        .Concat((step.MoreDisks ?? []).Select(d => d.Storage)).OfType<string>().Distinct(StringComparer.Ordinal);

    private List<string> Places { get; } = [.. NewDisk.Places((step.MoreDisks ?? []).Select(d => d.Options).Prepend(step.Disk))];

    public IEnumerable<string> Check()
    {
        if (step.Card?.Vlan is not null) yield return "The VLAN tag of the first network card stands beside its bridge.";
        if (step.MoreCards?.Any(c => c.HasAddress) == true && step.CloudInit is null) yield return "A VM's cards have addresses by cloud-init only.";
        if (Cards.Count > 32) yield return "A VM has at most 32 network cards.";
        if (Places.Find(p => !Names.IsDisk(GuestKind.Vm, p)) is { } place) yield return $"There are too many disks: no VM has {place}.";
        if (step.Machine?.Hotplug?.Contains("memory", StringComparison.Ordinal) == true && step.Processor?.Numa != true) yield return "Memory that is plugged in while it runs needs NUMA.";
        foreach (var device in (step.BootOrder ?? []).Where(d => !Device().IsMatch(d))) yield return $"'{device}' is nothing to boot from, as in scsi0, ide2 or net0.";
        if (step.BootOrder is { Count: 0 }) yield return "The boot order is empty.";
        foreach (var problem in CheckParts()) yield return problem;
    }

    public IEnumerable<(string Name, string? Value)> Parameters() =>
    [
        ("name", step.Name),
        ("cores", Properties.Number(step.Cores)),
        ("sockets", Properties.Number(step.Processor?.Sockets)),
        ("memory", Properties.Number(step.MemoryMiB)),
        ("balloon", Properties.Number(step.BalloonMiB)),
        ("cpu", step.Processor?.Type ?? "x86-64-v2-AES"),
        ("cpulimit", Properties.Number(step.Processor?.Limit)),
        ("numa", Properties.Flag(step.Processor?.Numa)),
        ("ostype", step.OsType),
        ("machine", step.Machine?.Type),
        .. step.Firmware?.Parameters(step.Storage) ?? [],
        ("scsihw", step.Machine?.ScsiController ?? "virtio-scsi-single"),
        (Places[0], Properties.Write([("", $"{step.Storage}:{step.DiskGiB ?? 0}"), ("import-from", step.Image), .. step.Disk?.Parts ?? []])),
        .. (step.MoreDisks ?? []).Zip(Places.Skip(1), (disk, place) => (place, (string?)disk.Value)),
        .. Cards.Index().Select(c => ($"net{c.Index}", (string?)c.Item.OfVm())),
        ("boot", $"order={string.Join(';', step.BootOrder ?? (step.Iso is null ? [Places[0]] : [Places[0], "ide2"]))}"),
        ("ide2", step.CloudInit is not null ? $"{step.Storage}:cloudinit" : step.Iso is null ? null : $"{step.Iso},media=cdrom"),
        ("ide0", step.DriversIso is null ? null : $"{step.DriversIso},media=cdrom"),
        ("agent", step.Agent ? "1" : null),
        ("onboot", step.StartAtBoot ? "1" : null),
        ("startup", step.StartOrder?.Value),
        ("protection", Properties.Flag(step.Protected)),
        ("hotplug", step.Machine?.Hotplug),
        ("tablet", Properties.Flag(step.Machine?.Tablet)),
        ("serial0", HasSerialPort ? "socket" : null),
        ("vga", step.Machine?.Display ?? (step.CloudInit is not null && HasSerialPort ? "serial0" : null)),
        .. step.CloudInit?.Parameters(step.Bridge) ?? [],
        .. (step.MoreCards ?? []).Index().Where(c => c.Item.HasAddress).Select(c => ($"ipconfig{c.Index + 1}", (string?)c.Item.OfCloudInit())),
    ];

    /// <summary>What was asked for beside cores, memory, disk and where it comes from.</summary>
    public IEnumerable<string> Say()
    {
        foreach (var part in step.Processor?.Say() ?? []) yield return part;
        if (step.BalloonMiB is { } balloon) yield return balloon == 0 ? "no balloon" : $"at least {Size.OfMiB(balloon)} memory kept";
        if (step.Firmware is not null) yield return step.Firmware.Say();
        foreach (var part in step.Machine?.Say() ?? []) yield return part;
        if (step.Disk is not null && string.Join(' ', step.Disk.Say()) is { Length: > 0 } disk) yield return $"disk {disk}";
        foreach (var more in step.MoreDisks ?? []) yield return more.Say();
        if (step.DriversIso is not null) yield return $"with the CD {Names.FileOf(step.DriversIso)}";
        foreach (var part in Cards[0].SayMore().Concat(step.CloudInit?.Say() ?? [])) yield return part;
        foreach (var card in step.MoreCards ?? []) yield return $"a further card on {card.Say()}";
        if (step.BootOrder is not null) yield return $"boot order {string.Join(", ", step.BootOrder)}";
        if (step.StartAtBoot) yield return "started at boot";
        if (step.StartOrder is not null) yield return step.StartOrder.Say();
        if (step.Protected == true) yield return "protected from deletion";
        foreach (var part in NewGuest.SayMore(step.Tags, step.Pool, step.Notes)) yield return part;
    }

    private IEnumerable<string> CheckParts() =>
    [
        .. Cards.SelectMany(c => c.Check(GuestKind.Vm)), .. step.CloudInit?.Check() ?? [], .. step.Processor?.Check() ?? [], .. step.Firmware?.Check() ?? [],
        .. step.Machine?.Check() ?? [], .. step.Disk?.Check() ?? [], .. (step.MoreDisks ?? []).SelectMany(d => d.Check()), .. step.StartOrder?.Check() ?? [],
    ];

    [GeneratedRegex(@"\A(scsi(\d|[12]\d|30)|virtio(\d|1[0-5])|sata[0-5]|ide[0-3]|net(\d|[12]\d|3[01]))\z", RegexOptions.ECMAScript)]
    private static partial Regex Device();
}
