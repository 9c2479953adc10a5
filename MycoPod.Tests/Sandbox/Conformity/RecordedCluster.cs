using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.State;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>The machine on which the recording was made, and what the requests outside the sandbox's scope did to it.</summary>
internal static class RecordedCluster
{
    public const string RootPassword = "rootpass";

    private const long Gibibyte = 1L << 30;

    /// <summary>Changes by the name of the exchange that they come before.</summary>
    public static readonly IReadOnlyDictionary<string, Action<ClusterDocument>> Preparations = new Dictionary<string, Action<ClusterDocument>>(StringComparer.Ordinal)
    {
        ["21b-nextid-taken-400"] = cluster => cluster.Guests.Add(Machine(100, "test1", ("tags", "foo"))),
        ["26h-destroy-clone"] = cluster => cluster.Guests.Add(Machine(115, "clone-running")),
        ["28-stop-already-stopped"] = cluster => Stop(cluster, 100),
        ["30f-destroy"] = cluster => cluster.Guests.Add(Machine(112, "linked")),
        ["31b-locked-start"] = cluster => cluster.Guests.Add(Machine(101, "locked", ("lock", "backup"))),
        ["43f-backup-list"] = AddBackups,
        ["43h4-destroy"] = cluster => cluster.Guests.Add(Machine(140, "restored")),
        ["43j-ct-destroy"] = cluster => cluster.Guests.Add(Container(203)),
        ["44-cluster-resources-vm"] = cluster =>
        {
            cluster.Guests.Add(Machine(110, "clone1", ("tags", "foo"), ("template", "1")));
            cluster.Guests.Add(Container(202));
        },
        ["48g-stop"] = cluster => Start(cluster, 100),
        ["60b-ticket-get"] = cluster => Find(cluster, 100).Config["net1"] = "virtio=BC:24:11:70:50:CF,bridge=vmbr0",
    };

    public static ClusterDocument Make(DateTimeOffset now) => new()
    {
        BootedAt = now.AddHours(-1),
        Nodes = [new() { Name = "pve", Address = "10.99.0.1", Cores = 2, Network = [.. new Bridge("vmbr0", "", "10.99.0.1/24", Gateway: null).ToInterfaces()] }],
        Storages = [new() { Id = "local", Type = "dir", Content = ["images", "rootdir", "snippets", "vztmpl", "iso", "backup"], Path = "/var/lib/vz", Size = 31526391808 }],
        Volumes = [new("local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", "vztmpl", "", 107786883, now) { Node = "pve" }],
    };

    public static AccountsDocument Accounts() => new()
    {
        TicketKey = Convert.ToBase64String(new byte[32]),
        Users = [new("root@pam", RootPassword), new("op@pve", "operator1"), new("nobody@pve")],
        Tokens =
        [
            new("root@pam", "test", "00000000-0000-0000-0000-000000000001", IsSeparated: false),
            new("root@pam", "sep", "abf3d54a-b21c-4b7b-ae19-d3f024e8e03f"),
            new("nobody@pve", "t1", "00000000-0000-0000-0000-000000000002"),
        ],
        Roles = BuiltInRoles.All,
        Rules = [new("/vms", "op@pve", "PVEVMUser")],
    };

    private static Guest Machine(long vmid, string name, params (string Name, string Value)[] more)
    {
        var guest = new Guest
        {
            Vmid = vmid,
            Kind = GuestKind.Qemu,
            Node = "pve",
            Config = new(StringComparer.Ordinal)
            {
                ["boot"] = "order=scsi0;net0",
                ["cores"] = "1",
                ["kvm"] = "0",
                ["memory"] = "128",
                ["meta"] = "creation-qemu=7.2.0,ctime=1795372453",
                ["name"] = name,
                ["net0"] = "virtio=BC:24:11:8F:AC:E9,bridge=vmbr0",
                ["ostype"] = "l26",
                ["scsi0"] = $"local:{vmid}/vm-{vmid}-disk-0.qcow2,size=1G",
                ["scsihw"] = "virtio-scsi-pci",
                ["smbios1"] = "uuid=00000000-0000-0000-0000-000000000003",
                ["vmgenid"] = "00000000-0000-0000-0000-000000000004",
            },
        };
        foreach (var (key, value) in more)
            guest.Config[key] = value;
        return guest;
    }

    private static Guest Container(long vmid) => new()
    {
        Vmid = vmid,
        Kind = GuestKind.Lxc,
        Node = "pve",
        Config = new(StringComparer.Ordinal) { ["hostname"] = "ct1", ["memory"] = "300", ["rootfs"] = $"local:{vmid}/vm-{vmid}-disk-0.raw,size=2G", ["swap"] = "0" },
    };

    private static void AddBackups(ClusterDocument cluster)
    {
        cluster.Volumes.Add(new("local:100/vm-100-disk-0.qcow2", "images", "qcow2", 2 * Gibibyte, DateTimeOffset.UnixEpoch) { Node = "pve", Vmid = 100, Used = 335872 });
        cluster.Volumes.Add(new("local:backup/vzdump-qemu-100-2026_11_22-18_34_35.vma.zst", "backup", "vma.zst", 72952, DateTimeOffset.UnixEpoch) { Node = "pve", Vmid = 100 });
        cluster.Volumes.Add(new("local:backup/vzdump-lxc-200-2026_11_22-18_35_09.tar.zst", "backup", "tar.zst", 101318542, DateTimeOffset.UnixEpoch) { Node = "pve", Vmid = 200 });
    }

    private static Guest Find(ClusterDocument cluster, long vmid) => cluster.FindGuest(vmid) ?? throw new InvalidOperationException($"no guest {vmid}");

    private static void Stop(ClusterDocument cluster, long vmid)
    {
        var guest = Find(cluster, vmid);
        guest.StartedAt = null;
        guest.Pid = null;
    }

    private static void Start(ClusterDocument cluster, long vmid)
    {
        var guest = Find(cluster, vmid);
        guest.StartedAt = DateTimeOffset.UnixEpoch;
        guest.Pid = 500;
    }
}
