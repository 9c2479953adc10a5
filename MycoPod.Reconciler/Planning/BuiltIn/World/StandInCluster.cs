using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>What a cluster usually looks like, for planning without credentials.</summary>
internal static class StandInCluster
{
    private const long Plenty = 16L << 40;
    private static readonly NodeName Node = new("pve");

    private static readonly string[] Templates =
    [
        "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst",
        "local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
        "local:vztmpl/ubuntu-22.04-standard_22.04-1_amd64.tar.zst",
        "local:vztmpl/alpine-3.20-default_20240908_amd64.tar.xz",
    ];

    public static InventorySnapshot Snapshot { get; } = new(
        "",
        "",
        DateTimeOffset.UnixEpoch,
        [new(Node, IsOnline: true, 8192, Plenty, 0)],
        [],
        [
            new("local", Node, "dir", ["iso", "vztmpl", "backup"], IsShared: false, Plenty * 16, Plenty * 16),
            new("local-lvm", Node, "lvmthin", ["rootdir", "images"], IsShared: false, Plenty * 16, Plenty * 16),
        ],
        [.. Templates.Select(t => new ContainerTemplate(t, Node))],
        [new("vmbr0", Node)],
        new Vmid(100));
}
