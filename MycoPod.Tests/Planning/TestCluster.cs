using MycoPod.Core.Inventory;

namespace MycoPod.Tests.Planning;

/// <summary>Three nodes, one of them offline; pve2 has the most free memory. Guests as in a home.</summary>
internal static class TestCluster
{
    private const long Gibibyte = 1L << 30;

    public const string Debian12 = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
    public const string Ubuntu2404 = "local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst";
    public const string Ubuntu2204 = "local:vztmpl/ubuntu-22.04-standard_22.04-1_amd64.tar.zst";
    public const string Alpine = "local:vztmpl/alpine-3.20-default_20240908_amd64.tar.xz";

    private static readonly NodeName One = new("pve1");
    private static readonly NodeName Two = new("pve2");
    private static readonly NodeName Off = new("pve3");

    public static InventorySnapshot Snapshot { get; } = new(
        "home",
        "8.4.1",
        DateTimeOffset.UnixEpoch,
        [
            new(One, IsOnline: true, 8, 32 * Gibibyte, 20 * Gibibyte),
            new(Two, IsOnline: true, 16, 64 * Gibibyte, 30 * Gibibyte),
            new(Off, IsOnline: false, 64, 512 * Gibibyte, 0),
        ],
        [
            Guest(100, "pihole", GuestKind.Ct, One, GuestPower.Stopped),
            Guest(101, "jellyfin", GuestKind.Ct, One, GuestPower.Running),
            Guest(102, "old-wiki", GuestKind.Ct, Two, GuestPower.Stopped),
            Guest(103, "nas", GuestKind.Vm, Two, GuestPower.Running),
            Guest(104, "home-assistant", GuestKind.Vm, One, GuestPower.Stopped),
            Guest(110, "twin", GuestKind.Ct, One, GuestPower.Stopped),
            Guest(111, "twin", GuestKind.Vm, Two, GuestPower.Stopped),
            Guest(120, "debian-1", GuestKind.Ct, One, GuestPower.Running),
            Guest(9000, "golden", GuestKind.Ct, One, GuestPower.Stopped) with { IsTemplate = true },
        ],
        [
            Storage("local", One, "dir", ["vztmpl", "iso", "backup"], shared: false, 100),
            Storage("local-lvm", One, "lvmthin", ["rootdir", "images"], shared: false, 200),
            Storage("local", Two, "dir", ["vztmpl", "iso", "backup"], shared: false, 100),
            Storage("local-lvm", Two, "lvmthin", ["rootdir", "images"], shared: false, 300),
            Storage("fast", Two, "zfspool", ["rootdir", "images"], shared: false, 100),
            Storage("shared-nfs", One, "nfs", ["rootdir", "images"], shared: true, 900),
            Storage("shared-nfs", Two, "nfs", ["rootdir", "images"], shared: true, 900),
        ],
        [
            .. new[] { One, Two }.SelectMany(n => new[] { Debian12, "local:vztmpl/debian-11-standard_11.7-1_amd64.tar.zst", Ubuntu2204, Ubuntu2404 }.Select(v => new ContainerTemplate(v, n))),
            new(Alpine, One),
            new("local:vztmpl/alpine-3.9-default_20190224_amd64.tar.xz", One),
            new("local:vztmpl/debian-13-turnkey-wordpress_19.0-1_amd64.tar.gz", One),
        ],
        [new("vmbr0", One), new("vmbr0", Two), new("vmbr1", Two)],
        new Vmid(105));

    /// <summary>The same, with what these guests are set to.</summary>
    public static InventorySnapshot With(params IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Settings)> guests) => Snapshot with
    {
        Guests = [.. Snapshot.Guests.Select(g => guests.FirstOrDefault(s => s.Name == g.Name).Settings is { } settings ? g with { Settings = settings } : g)],
    };

    private static Guest Guest(int vmid, string name, GuestKind kind, NodeName node, GuestPower power) => new(new(vmid), name, kind, node, power, IsTemplate: false, HardwareId: $"net0=BC:24:11:00:00:{vmid % 256:X2}");

    private static Storage Storage(string name, NodeName node, string type, string[] content, bool shared, long free) =>
        new(name, node, type, content, shared, 1000 * Gibibyte, free * Gibibyte);
}
