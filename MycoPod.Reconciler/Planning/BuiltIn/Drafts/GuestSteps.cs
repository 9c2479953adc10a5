using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>The steps that make a guest: create or clone, then what neither can say, then start.</summary>
internal sealed class GuestSteps(GuestDraft guest, Draft draft)
{
    private const int UsualCores = 1;
    private const int UsualMemoryMiB = 2048;
    private const int UsualDiskGiB = 32;
    private const int UsualContainerMemoryMiB = 512;
    private const int UsualContainerDiskGiB = 8;

    private Spec Spec => guest.Spec;

    private GuestReference Reference => new(guest.Name, guest.Kind, guest.Node);

    public IReadOnlyList<Step> Write()
    {
        CompleteAddress();
        SpecFit.Check(Spec, guest.Kind, guest.Name, draft);
        MountDisks();
        List<Step> steps = guest.Source is not null ? [.. Clone(guest.Source)] : guest.Kind == GuestKind.Ct ? [.. Container()] : [.. Vm()];
        return [.. steps, .. Shares()];
    }

    /// <summary>Its share of the processors, where creating does not take it; a copy is given it with its other settings.</summary>
    private IEnumerable<Step> Shares()
    {
        if (guest.Source is not null || (Spec.CpuLimit is null && Spec.CpuUnits is null)) yield break;
        List<FieldChange> changes = [];
        if (Spec.CpuLimit is { } limit) changes.Add(new("cpulimit", null, limit.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (Spec.CpuUnits is { } units) changes.Add(new("cpuunits", null, $"{units}"));
        yield return new ConfigureGuest(Reference, changes);
    }

    /// <summary>Starts it where the text wants that, and waits where commands follow.</summary>
    public IReadOnlyList<Step> Start()
    {
        List<Step> steps = [];
        if (guest.IsStarted && !guest.MayStart) draft.Problem($"Is {guest.Name} to be started or not? The text says both.");
        if (guest.IsStarted) steps.Add(new StartGuest(Reference));
        if (guest.IsWaitedFor) steps.Add(new WaitForGuest(Reference, guest.Kind == GuestKind.Vm ? GuestSign.Agent : GuestSign.Address, WaitForGuest.UsualDeadline));
        return steps;
    }

    /// <summary>A further disk of a container is mounted somewhere.</summary>
    private void MountDisks()
    {
        if (guest.Kind != GuestKind.Ct || Spec.MoreDisks.Count == 0) return;
        if (Spec.MoreDisks.Count > 1 || Spec.Mounts.Count > 0) draft.Ask($"Where is each further disk of {guest.Name} to be mounted?");
        else draft.Assume($"No place is said: the further disk is mounted at /data in {guest.Name}.");
        Spec.Mounts.AddRange(Spec.MoreDisks.Take(1).Select(d => (d.GiB, "/data")));
        Spec.MoreDisks.Clear();
    }

    private void CompleteAddress()
    {
        if (Spec.Gateway is not null && Spec.Address is null or "dhcp") draft.Problem($"The gateway {Spec.Gateway} of {guest.Name} goes with a fixed address, which is not said.");
        if (Spec is { IsAddressStatic: true, Address: null or "dhcp", Address6: null }) draft.Ask($"Which address is {guest.Name} to have?");
        if (Spec.Address is not { } address || address == "dhcp") return;
        (Spec.Address, Spec.Gateway) = Placing.Complete(draft, guest.Node, Spec.Bridge, address, prefix: null, Spec.Gateway);
    }

    private IEnumerable<Step> Clone(Guest source)
    {
        var storage = Spec.Storage is { } said && !guest.IsLinked ? Placing.Storage(draft, guest.Node, guest.Kind == GuestKind.Vm ? "images" : "rootdir", said, 0) : null;
        yield return new CloneGuest(GuestReference.To(source), guest.Name, guest.Node, Full: !guest.IsLinked, storage, guest.Snapshot) { Vmid = guest.Vmid is { } id ? new Vmid(id) : null, Pool = Spec.Pool, Notes = Spec.Notes };
        if (source.Settings.ContainsKey("ide2") is false && guest.Kind == GuestKind.Vm && (Spec.Address ?? Spec.User ?? Spec.SshKeys) is not null)
            draft.Assume($"{source.Name} shows no cloud-init drive: the address and user are taken over only if it has one.");
        if (source.Settings.GetValueOrDefault("unprivileged") == "1" && Spec.Unprivileged == false) draft.Problem($"{source.Name} is unprivileged: its copy is, too.");
        CheckDisk(source);
        var changes = new SettingChanges(guest.Kind, source.Settings.GetValueOrDefault, isCopy: true).Of(Spec);
        if (changes.Count > 0) yield return new ConfigureGuest(Reference, changes);
        foreach (var step in Disks(source)) yield return step;
    }

    /// <summary>A copy's disk is attached as that of its source; its name is not known before it is there.</summary>
    private void CheckDisk(Guest source)
    {
        var text = guest.Kind == GuestKind.Vm && DiskSlots.First(source) is var (_, disk) ? new PropertyText(disk) : new PropertyText("");
        if ((Spec.Discard is { } discard && discard != (text["discard"] == "on")) || (Spec.Ssd is { } ssd && ssd != (text["ssd"] == "1"))) draft.Problem($"{guest.Name} is a copy of {source.Name}, whose disk is attached otherwise: change that once the copy is there, in a plan of its own.");
    }

    private IEnumerable<Step> Disks(Guest source)
    {
        var (name, size) = DiskSlots.First(source) is var (disk, text) ? (disk, DiskSize.OfProperties(text)) : ("", null);
        if (Spec.DiskGiB is { } wanted && size is { } now)
        {
            if (now > wanted * (1L << 30)) draft.Problem($"{source.Name} has a disk of {DiskSize.Say(now)}: its copy cannot have less, as disks never shrink.");
            else if (now < wanted * (1L << 30)) yield return new ResizeDisk(Reference, name, SeenDisk: null, wanted);
        }

        var taken = source.Settings.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (gib, place) in Spec.MoreDisks)
        {
            if (Placing.Storage(draft, guest.Node, "images", place ?? Spec.Storage, gib) is { } storage) yield return new AddDisk(Reference, DiskSlots.Free(taken, Spec.Bus ?? "scsi"), storage, gib, MountPoint: null);
        }

        foreach (var (gib, path) in Spec.Mounts)
        {
            if (Placing.Storage(draft, guest.Node, "rootdir", Spec.Storage, gib) is { } storage) yield return new AddDisk(Reference, DiskSlots.Free(taken, "mp"), storage, gib, path);
        }
    }

    private IEnumerable<Step> Container()
    {
        var disk = Spec.DiskGiB ?? Usual(UsualContainerDiskGiB, $"{UsualContainerDiskGiB} GiB of disk");
        var storage = Placing.Storage(draft, guest.Node, "rootdir", Spec.Storage, disk);
        var bridge = Placing.Bridge(draft, guest.Node, Spec.Bridge);
        if (storage is null || bridge is null || guest.Volume is not { } template) yield break;
        if (Spec.User is not null) draft.Problem($"A container has no cloud-init user {Spec.User}: create it with a command once it runs.");
        yield return new CreateContainer(
            guest.Name, guest.Node, template, Spec.Cores ?? Usual(UsualCores, "1 core"), Spec.MemoryMiB ?? Usual(UsualContainerMemoryMiB, "512 MiB of memory"), disk, storage, bridge, Spec.Address ?? "dhcp",
            Spec.Unprivileged ?? true, Spec.Nesting ?? Spec.Unprivileged ?? true)
        {
            Vmid = guest.Vmid is { } id ? new Vmid(id) : null,
            SwapMiB = Spec.SwapMiB,
            Gateway = Spec.Gateway,
            AddressV6 = Spec.Address6,
            GatewayV6 = Spec.Gateway6,
            Card = Card(Spec.Vlan),
            MoreCards = Cards("dhcp"),
            Dns = Spec.Dns,
            SearchDomain = Spec.SearchDomain,
            SshKeys = Spec.SshKeys,
            Features = Spec.KeyControl is null && Spec.Fuse is null ? null : new ContainerFeatures { KeyControl = Spec.KeyControl, Fuse = Spec.Fuse },
            Mounts = Spec.Mounts.Count == 0 ? null : [.. Spec.Mounts.Select(m => new MountedVolume(storage, m.GiB, m.Path))],
            StartAtBoot = Spec.StartAtBoot,
            StartOrder = Order,
            Protected = Spec.Protected,
            Tags = Spec.Tags.Count == 0 ? null : Spec.Tags,
            Pool = Spec.Pool,
            Notes = Spec.Notes,
        };
    }

    private StartOrder? Order => Spec.StartOrder is null && Spec.StartDelay is null ? null : new(Spec.StartOrder, Spec.StartDelay, DownSeconds: null);

    private IEnumerable<Step> Vm()
    {
        var disk = Spec.DiskGiB ?? Usual(UsualDiskGiB, $"{UsualDiskGiB} GiB of disk");
        var storage = Placing.Storage(draft, guest.Node, "images", Spec.Storage, disk);
        var bridge = Placing.Bridge(draft, guest.Node, Spec.Bridge);
        if (storage is null || bridge is null) yield break;
        if ((Spec.Address is not null and not "dhcp")
            || Spec.User is not null
            || Spec.SshKeys is not null
            || Spec.Dns is not null
            || Spec.SearchDomain is not null
            || Spec.Address6 is not null)
        {
            draft.Problem($"{guest.Name} is made without a template: an address, a user or keys are set within its own system. Name a cloud-init template.");
        }

        var isWindows = Spec.System?.StartsWith("windows", StringComparison.Ordinal) == true;
        yield return new CreateVm(
            guest.Name, guest.Node, Spec.Cores ?? Usual(UsualCores, "1 core"), Spec.MemoryMiB ?? Usual(UsualMemoryMiB, "2 GiB of memory"), disk, storage, bridge, Spec.Vlan, Image: null, guest.Volume, CloudInit: null,
            Spec.Agent ?? false, Spec.StartAtBoot ?? false, isWindows ? "win11" : "l26")
        {
            Vmid = guest.Vmid is { } id ? new Vmid(id) : null,
            Processor = (Spec.CpuType, Spec.Sockets, Spec.Numa) is (null, null, null) ? null : new Processor { Type = Spec.CpuType, Sockets = Spec.Sockets, Numa = Spec.Numa },
            BalloonMiB = Spec.BalloonMiB,
            Firmware = Spec.Uefi || Spec.Tpm ? new Firmware(Spec.Uefi || Spec.Tpm, Spec.SecureBoot ?? isWindows, Spec.Tpm) : null,
            Machine = (Spec.Machine ?? Spec.ScsiController ?? Spec.Display ?? Spec.Hotplug) is null ? null : new Machine { Type = Spec.Machine, Display = Spec.Display, Hotplug = Spec.Hotplug, ScsiController = Spec.ScsiController },
            Disk = Spec.Bus is null && Spec.Discard is null && Spec.Ssd is null ? null : new DiskOptions { Bus = Spec.Bus, Discard = Spec.Discard, Ssd = Spec.Ssd },
            MoreDisks = Spec.MoreDisks.Count == 0 ? null : [.. Spec.MoreDisks.Select(d => new NewDisk(d.Storage ?? storage, d.GiB))],
            Card = Card(vlan: null),
            MoreCards = Cards(address: null),
            DriversIso = guest.Drivers,
            BootOrder = Spec.IsNetBooted ? [$"{Spec.Bus ?? "scsi"}0", "net0"] : null,
            StartOrder = Order,
            Protected = Spec.Protected,
            Tags = Spec.Tags.Count == 0 ? null : Spec.Tags,
            Pool = Spec.Pool,
            Notes = Spec.Notes,
        };
    }

    private CardOptions? Card(int? vlan) =>
        (vlan, Spec.Mtu, Spec.Firewall, Spec.Mac, Spec.RateMBs) is (null, null, null, null, null) ? null : new CardOptions { Vlan = vlan, Mtu = Spec.Mtu, Firewall = Spec.Firewall, MacAddress = Spec.Mac, RateMBs = Spec.RateMBs };

    private List<NetworkCard>? Cards(string? address) => Spec.Cards.Count == 0 ? null : [.. Spec.Cards.Select(c => new NetworkCard(c.Value, address) { Options = Spec.CardVlans.TryGetValue(c.Key, out var vlan) ? new CardOptions { Vlan = vlan } : null })];

    private int Usual(int value, string words)
    {
        draft.Assume($"Not said of {guest.Name}: {words}.");
        return value;
    }
}
