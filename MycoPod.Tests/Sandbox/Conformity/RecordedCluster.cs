using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.State;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>The machine on which the recording was made, and what the requests outside the sandbox's scope did to it.</summary>
internal static class RecordedCluster
{
    public const string RootPassword = "rootpass";

    /// <summary>What happened between two exchanges without being one, by the name of the exchange after it.</summary>
    public static readonly IReadOnlyDictionary<string, Action<ClusterDocument>> Preparations = new Dictionary<string, Action<ClusterDocument>>(StringComparer.Ordinal)
    {
        ["43h2-vm-restore"] = cluster => cluster.Volumes.RemoveAll(volume => volume.Format == "tar.zst"),
        ["48-shutdown-long"] = Start,
        ["31b-locked-start"] = cluster => Find(cluster, 101).Config["lock"] = "backup",
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

    private static Guest Find(ClusterDocument cluster, long vmid) => cluster.FindGuest(vmid) ?? throw new InvalidOperationException($"no guest {vmid}");

    private static void Start(ClusterDocument cluster)
    {
        var guest = Find(cluster, 100);
        guest.StartedAt = DateTimeOffset.UnixEpoch;
        guest.Pid = 500;
    }
}
