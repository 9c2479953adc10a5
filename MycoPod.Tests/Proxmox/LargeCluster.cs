using MycoPod.Core.Proxmox.Access;
using MycoPod.Sandbox.Http;

namespace MycoPod.Tests.Proxmox;

/// <summary>A sandbox with many guests.</summary>
internal static class LargeCluster
{
    /// <summary>Adds containers on all three nodes until there are <paramref name="guests"/> guests.</summary>
    public static void Fill(SandboxServer server, int guests) => server.State.Change(cluster =>
    {
        for (var vmid = 1000; cluster.Guests.Count < guests; vmid++) cluster.Guests.Add(Container(vmid, $"pve{(vmid % 3) + 1}"));
    });

    public static ProxmoxConnection Connect(SandboxServer server) => new(
        new([.. server.Agent.Endpoints.Select(e => new Uri(e))], server.Agent.TokenId, server.Agent.TokenSecret, server.Agent.TlsFingerprint), TimeProvider.System);

    private static MycoPod.Sandbox.State.Guest Container(int vmid, string node) => new()
    {
        Vmid = vmid,
        Kind = MycoPod.Sandbox.State.GuestKind.Lxc,
        Node = node,
        Config = new(StringComparer.Ordinal)
        {
            ["arch"] = "amd64",
            ["cores"] = "1",
            ["hostname"] = $"ct{vmid}",
            ["memory"] = "512",
            ["net0"] = $"name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:{vmid / 256:X2}:{vmid % 256:X2},ip=dhcp,type=veth",
            ["ostype"] = "debian",
            ["rootfs"] = $"local-lvm:vm-{vmid}-disk-0,size=8G",
        },
    };
}
