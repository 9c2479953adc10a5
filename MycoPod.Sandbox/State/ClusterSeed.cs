namespace MycoPod.Sandbox.State;

/// <summary>The cluster of a fresh state directory: three nodes, their storages, and guests that somebody made before.</summary>
internal static class ClusterSeed
{
    private const long Gibibyte = 1L << 30;

    private static readonly (string File, long Size)[] Templates =
    [
        ("debian-12-standard_12.7-1_amd64.tar.zst", 126515062),
        ("debian-13-standard_13.1-2_amd64.tar.zst", 129710398),
        ("ubuntu-24.04-standard_24.04-2_amd64.tar.zst", 141589318),
        ("alpine-3.21-default_20241217_amd64.tar.xz", 3211964),
    ];

    public static ClusterDocument Homelab(DateTimeOffset now)
    {
        var cluster = new ClusterDocument
        {
            Name = "pve-home",
            BootedAt = now.AddDays(-12),
            Nodes = [Node(1, [UplinkBridge(1), new Bridge("vmbr1", "enp2s0", Cidr: null, Gateway: null)]), Node(2, [UplinkBridge(2)]), Node(3, [UplinkBridge(3)])],
            Storages =
            [
                new() { Id = "local", Type = "dir", Content = ["iso", "vztmpl", "backup"], Path = "/var/lib/vz", Size = 96 * Gibibyte, Options = Options(("path", "/var/lib/vz")) },
                new() { Id = "local-lvm", Type = "lvmthin", Content = ["images", "rootdir"], Path = "pve", Size = 420 * Gibibyte, Options = Options(("thinpool", "data"), ("vgname", "pve")) },
                new()
                {
                    Id = "tank",
                    Type = "nfs",
                    Content = ["backup", "iso", "vztmpl", "images", "rootdir"],
                    IsShared = true,
                    Path = "/mnt/pve/tank",
                    Size = 4096 * Gibibyte,
                    Options = Options(("export", "/mnt/tank/proxmox"), ("path", "/mnt/pve/tank"), ("server", "192.168.1.5")),
                },
            ],
        };
        AddTemplates(cluster, now);
        AddGuests(cluster, now);
        return cluster;
    }

    private static SortedDictionary<string, string> Options(params (string Name, string Value)[] options) =>
        new(options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static ClusterNode Node(int number, List<Bridge> bridges) =>
        new() { Name = $"pve{number}", Address = $"192.168.1.1{number}", Network = [.. bridges.SelectMany(bridge => bridge.ToInterfaces())] };

    private static Bridge UplinkBridge(int number) => new("vmbr0", "enp1s0", $"192.168.1.1{number}/24", "192.168.1.1");

    private static void AddTemplates(ClusterDocument cluster, DateTimeOffset now)
    {
        foreach (var node in cluster.Nodes)
            foreach (var (file, size) in Templates)
                cluster.Volumes.Add(new($"local:vztmpl/{file}", "vztmpl", "", size, now.AddDays(-11)) { Node = node.Name });
    }

    private static void AddGuests(ClusterDocument cluster, DateTimeOffset now)
    {
        AddMachine(cluster, now, 100, "pve2", "nas", "4096", "32G", running: true);
        AddContainer(cluster, now, 101, "pve1", "pihole", "192.168.1.53/24", running: true);
        AddContainer(cluster, now, 102, "pve3", "old-wiki", "192.168.1.80/24", running: false);
        AddMachine(cluster, now, 9000, "pve1", "debian-12-cloud", "2048", "3G", running: false).Config["template"] = "1";
        var ubuntu = AddMachine(cluster, now, 9001, "pve2", "ubuntu-24.04-cloud", "2048", "4G", running: false);
        ubuntu.Config["template"] = "1";
        ubuntu.Config["ide2"] = "local-lvm:vm-9001-cloudinit,media=cdrom";
        cluster.Volumes.Add(new("local-lvm:vm-9001-cloudinit", "images", "raw", 4 << 20, now.AddDays(-10)) { Node = ubuntu.Node, Vmid = 9001 });
    }

    private static void AddContainer(ClusterDocument cluster, DateTimeOffset now, long vmid, string node, string name, string address, bool running)
    {
        var volume = new Volume($"local-lvm:vm-{vmid}-disk-0", "rootdir", "raw", 8 * Gibibyte, now.AddDays(-10)) { Node = node, Vmid = vmid, Used = 900 << 20 };
        cluster.Volumes.Add(volume);
        cluster.Guests.Add(new()
        {
            Vmid = vmid,
            Kind = GuestKind.Lxc,
            Node = node,
            CreatedAt = now.AddDays(-10),
            StartedAt = running ? now.AddDays(-10) : null,
            Pid = running ? 2100 + (int)vmid : null,
            Config = new(StringComparer.Ordinal)
            {
                ["arch"] = "amd64",
                ["cores"] = "1",
                ["hostname"] = name,
                ["memory"] = "512",
                ["net0"] = $"name=eth0,bridge=vmbr0,gw=192.168.1.1,hwaddr=BC:24:11:00:01:{vmid % 100:X2},ip={address},type=veth",
                ["onboot"] = "1",
                ["ostype"] = "debian",
                ["rootfs"] = $"{volume.Id},size=8G",
                ["swap"] = "512",
                ["unprivileged"] = "1",
            },
        });
    }

    private static Guest AddMachine(ClusterDocument cluster, DateTimeOffset now, long vmid, string node, string name, string memory, string disk, bool running)
    {
        var volumeName = running ? $"vm-{vmid}-disk-0" : $"base-{vmid}-disk-0";
        cluster.Volumes.Add(new($"local-lvm:{volumeName}", "images", "raw", DiskSizes.Parse(disk), now.AddDays(-10)) { Node = node, Vmid = vmid, HasSystem = true });
        var guest = new Guest
        {
            Vmid = vmid,
            Kind = GuestKind.Qemu,
            Node = node,
            CreatedAt = now.AddDays(-10),
            StartedAt = running ? now.AddDays(-10) : null,
            Pid = running ? 2100 + (int)vmid : null,
            Config = new(StringComparer.Ordinal)
            {
                ["boot"] = "order=scsi0;net0",
                ["cores"] = "2",
                ["memory"] = memory,
                ["meta"] = $"creation-qemu=9.2.0,ctime={now.AddDays(-10).ToUnixTimeSeconds()}",
                ["name"] = name,
                ["net0"] = $"virtio=BC:24:11:00:02:{vmid % 100:X2},bridge=vmbr0",
                ["ostype"] = "l26",
                ["scsi0"] = $"local-lvm:{volumeName},size={disk}",
                ["scsihw"] = "virtio-scsi-single",
                ["smbios1"] = $"uuid=0b1f0d5e-3c4e-4c8b-9d52-{vmid:D12}",
                ["vmgenid"] = $"5d6a40c1-8a0f-43a1-a0c8-{vmid:D12}",
            },
        };
        cluster.Guests.Add(guest);
        return guest;
    }
}
