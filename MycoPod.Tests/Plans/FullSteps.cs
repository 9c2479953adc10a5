using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Tests.Execution;

namespace MycoPod.Tests.Plans;

/// <summary>Steps with everything set that they take.</summary>
internal static class FullSteps
{
    private const string Keys = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample ada@home\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOther";

    public static readonly CreateContainer Container = new(
        "web-1", new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "192.168.1.10/24", Unprivileged: true, Nesting: true)
    {
        Vmid = new Vmid(150),
        SwapMiB = 0,
        Gateway = "192.168.1.1",
        AddressV6 = "fd00::10/64",
        GatewayV6 = "fd00::1",
        Card = new() { Vlan = 20, Mtu = 1400, Firewall = true, MacAddress = "BC:24:11:AA:00:01", RateMBs = 50 },
        MoreCards = [new("vmbr0", "dhcp") { AddressV6 = "auto", Options = new() { Vlan = 30 } }, new("vmbr0", null)],
        Dns = "1.1.1.1 fd00::1",
        SearchDomain = "home.arpa",
        SshKeys = Keys,
        Mounts = [new("local-lvm", 32, "/data") { Backup = true }, new("local-lvm", 1, "/ro") { ReadOnly = true, Backup = false }],
        TimeZone = "Europe/Vienna",
        OsType = "debian",
        StartAtBoot = true,
        StartOrder = new(1, 30, 60),
        Protected = true,
        Tags = ["web", "Lab"],
        Pool = "lab",
        Notes = "Serves the blog.\nAsk Ada.",
    };

    public static readonly CreateVm CloudVm = new(
        "node-1", new("pve1"), 2, 4096, DiskGiB: null, "local-lvm", "vmbr0", Vlan: 20, "local:import/debian-12.qcow2", Iso: null,
        new("ada", Keys, "10.0.0.5/24", "10.0.0.1", "10.0.0.1 fd00::1") { AddressV6 = "fd00::5/64", GatewayV6 = "fd00::1", SearchDomain = "home.arpa", Upgrade = false },
        Agent: true, StartAtBoot: true, "l26")
    {
        Vmid = new Vmid(160),
        Processor = new() { Type = "host,flags=+aes;-pcid", Sockets = 2, Numa = true, Limit = 3 },
        BalloonMiB = 1024,
        Firmware = new(Uefi: true, SecureBoot: false, Tpm: false) { Storage = "tank" },
        Machine = new() { Type = "q35", Display = "std", SerialPort = true, ScsiController = "virtio-scsi-pci", Hotplug = "disk,network,memory", Tablet = false },
        Disk = new() { Bus = "virtio", Cache = "writeback", Discard = true, IoThread = true, Backup = true },
        MoreDisks = [new("tank", 100), new("tank", 10) { Options = new() { Bus = "virtio" } }, new("local-lvm", 5) { Options = new() { Bus = "sata", Ssd = true, Discard = false } }],
        Card = new() { Mtu = 1, Firewall = true, Model = "e1000", MacAddress = "BC:24:11:AA:00:02", RateMBs = 100 },
        MoreCards = [new("vmbr0", "10.1.0.5/24") { AddressV6 = "auto" }, new("vmbr0", null)],
        BootOrder = ["virtio0", "net0"],
        StartOrder = new(2, null, null),
        Protected = true,
        Tags = ["k8s"],
        Pool = "lab",
        Notes = "One of three.",
    };

    public static readonly CreateVm WindowsVm = new(
        "desktop", new("pve1"), 4, 8192, 64, "local-lvm", "vmbr0", Vlan: null, Image: null, "local:iso/win11.iso", CloudInit: null, Agent: true, StartAtBoot: false, "win11")
    {
        BalloonMiB = 0,
        Firmware = new(Uefi: true, SecureBoot: true, Tpm: true),
        Machine = new() { Type = "pc-q35-9.2+pve1", Hotplug = "0" },
        DriversIso = "local:iso/virtio-win.iso",
    };

    public static readonly CloneGuest Clone = new(StepHarness.Template, "web-2", new("pve1"), Full: true, "tank", Snapshot: null)
    {
        Vmid = new Vmid(170),
        Pool = "lab",
        Notes = "A copy.",
    };

    public static readonly ConfigureGuest Vm = new(StepHarness.Nas,
    [
        new("cores", "2", "4"), new("sockets", null, "2"), new("vcpus", null, "2"), new("cpu", "kvm64", "host"), new("cpulimit", null, "2"), new("cpuunits", null, "200"), new("numa", null, "1"),
        new("memory", "2048", "4096"), new("balloon", null, "0"), new("name", "nas", "files"), new("description", null, "Keeps everything."), new("tags", "a;b", "a;b;c"),
        new("onboot", null, "1"), new("protection", null, "1"), new("startup", null, "order=1,up=30"), new("net0", "virtio=BC:24:11:00:01:00,bridge=vmbr0", "virtio=BC:24:11:00:01:00,bridge=vmbr0,tag=20"),
        new("net1", "virtio=BC:24:11:00:02:00,bridge=vmbr0", null), new("nameserver", null, "1.1.1.1"), new("searchdomain", null, "home.arpa"), new("boot", "order=scsi0", "order=scsi0;net0"),
        new("agent", null, "enabled=1"), new("ostype", "l26", "other"), new("bios", null, "ovmf"), new("machine", null, "q35"), new("vga", null, "std"), new("serial0", null, "socket"),
        new("scsihw", null, "virtio-scsi-pci"), new("hotplug", null, "disk,network"), new("tablet", null, "0"), new("acpi", null, "1"), new("kvm", null, "1"), new("localtime", null, "1"),
        new("rng0", null, "source=/dev/urandom"), new("watchdog", null, "model=i6300esb,action=reset"), new("ciupgrade", null, "0"), new("ciuser", null, "ada"),
        new("sshkeys", null, "ssh-ed25519%20AAAA"), new("ipconfig0", null, "ip=dhcp,ip6=auto"), new("ide2", "local:iso/debian-12.iso,media=cdrom", "none,media=cdrom"),
    ]);

    public static readonly ConfigureGuest Ct = new(StepHarness.Pihole,
    [
        new("cores", "1", "2"), new("cpulimit", null, "1"), new("cpuunits", null, "50"), new("memory", "512", "1024"), new("swap", "512", "0"), new("hostname", "pihole", "dns"),
        new("description", null, "DNS"), new("tags", null, "dns"), new("onboot", null, "1"), new("protection", "1", null), new("startup", null, "order=1"),
        new("net0", "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:01:01,ip=dhcp", "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:01:01,ip=192.168.1.2/24,gw=192.168.1.1"),
        new("nameserver", null, "1.1.1.1 9.9.9.9"), new("searchdomain", "home", null), new("features", null, "nesting=1"), new("ostype", "debian", "unmanaged"), new("timezone", null, "host"),
    ]);

    public static readonly IReadOnlyDictionary<string, Step> All = new Dictionary<string, Step>(StringComparer.Ordinal)
    {
        ["create-container, full"] = Container,
        ["create-container, features"] = Container with { Features = new() { KeyControl = true, Fuse = true, MakeNodes = false, Mount = ["nfs", "cifs"] } },
        ["create-vm, cloud image"] = CloudVm,
        ["create-vm, Windows"] = WindowsVm,
        ["clone-guest, full"] = Clone,
        ["restore-guest, VM"] = new RestoreGuest("nas-again", GuestKind.Vm, new("pve2"), "tank:backup/vzdump-qemu-100-2025_10_09-08_53_20.vma.zst", "local-lvm") { Vmid = new Vmid(180) },
        ["restore-over-guest, VM"] = new RestoreOverGuest(StepHarness.Nas, "pbs:backup/vm/100/2025-10-09T08:53:20Z", Storage: null),
        ["prune-backups, all"] = new PruneBackups(new("pve1"), "tank", "keep-last=3,keep-daily=7", Guest: null, [StepHarness.Archive]),
        ["add-storage, backup server"] = new AddStorage(
            "pbs", "pbs", ["backup"], [new("pve1")],
            [new("server", "192.168.1.30"), new("datastore", "homelab"), new("username", "backup@pbs!pve"), new("fingerprint", string.Join(':', Enumerable.Repeat("a1", 32))), new("namespace", "home/lab"), new("port", "8007")], "pbs"),
        ["add-storage, share"] = new AddStorage(
            "nas", "cifs", ["iso", "backup"], [],
            [new("server", "nas.home.arpa"), new("share", "pve backups"), new("username", "ada"), new("domain", "HOME"), new("smbversion", "3.11"), new("subdir", "/lab"), new("options", "noserverino,vers=3")], "nas"),
        ["add-storage, public share"] = new AddStorage("public", "cifs", ["iso"], [], [new("server", "192.168.1.40"), new("share", "public")]),
        ["set-pool, out of it"] = new SetPool(StepHarness.Pihole, Pool: null, "lab"),
        ["suspend-guest, to disk"] = new SuspendGuest(StepHarness.Nas) { ToDisk = true },
        ["create-snapshot, notes"] = new CreateSnapshot(StepHarness.Nas, "clean", WithMemory: true) { Notes = "Before 2.0." },
        ["back-up-guest, notes"] = new BackUpGuest(StepHarness.Nas, "tank", "snapshot") { Notes = "before 2.0", Protected = true },
        ["add-disk, options"] = new AddDisk(StepHarness.Nas, "scsi1", "local-lvm", 4, MountPoint: null) { Options = new() { Discard = true, Ssd = true } },
        ["add-to-ha, limits"] = new AddToHa(StepHarness.Nas, Group: null, "started") { MaxRestarts = 3, MaxRelocations = 0 },
        ["add-ha-group, priorities"] = new AddHaGroup("quick", [new("pve1"), new("pve2")], Restricted: false) { Priorities = ["pve1:2"], NoFailback = true },
        ["add-backup-job, all but one"] = new AddBackupJob("most", "02:30", "tank", [], Pool: null, "snapshot", Keep: null) { Except = [StepHarness.Pihole], Comment = "all but one" },
        ["add-user, until a day"] = new AddUser("tim@pve", Email: null, [], Comment: null) { FirstName = "Tim", LastName = "Berg", Expires = 1801353600 },
        ["add-interface, large packets"] = new AddInterface(new("pve1"), "vmbr9", "bridge", Address: null, Gateway: null, [], VlanAware: false, BondMode: null, Comment: null) { Mtu = 9000 },
        ["configure-guest, VM"] = Vm,
        ["configure-guest, container"] = Ct,
    };
}
