namespace MycoPod.Sandbox.State;

internal enum GuestKind
{
    Lxc,
    Qemu,
}

internal sealed class Guest
{
    public required long Vmid { get; init; }

    public required GuestKind Kind { get; init; }

    /// <summary>Changes when the guest migrates.</summary>
    public required string Node { get; set; }

    /// <summary>The lines of the guest's configuration file, the lock included.</summary>
    public SortedDictionary<string, string> Config { get; init; } = new(StringComparer.Ordinal);

    /// <summary>New values that wait for the machine's next start.</summary>
    public SortedDictionary<string, string> Pending { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Options that go at the next start; true where their volume is to go as well.</summary>
    public SortedDictionary<string, bool> PendingDeletions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the cloud-init drive still says, where the configuration says something newer; null for what is not on it yet.</summary>
    public SortedDictionary<string, string?> CloudInit { get; init; } = new(StringComparer.Ordinal);

    public List<GuestSnapshot> Snapshots { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public int? Pid { get; set; }

    public string? Pool { get; set; }

    /// <summary>Running, but not computing.</summary>
    public bool IsPaused { get; set; }

    public bool IsRunning => StartedAt is not null;

    /// <summary>vm:100 or ct:100, as the HA manager names it.</summary>
    public string HaName => $"{Label.ToLowerInvariant()}:{Vmid}";

    public GuestSnapshot? FindSnapshot(string name) => Snapshots.Find(snapshot => snapshot.Name == name);

    public bool IsTemplate => Config.GetValueOrDefault("template") == "1";

    public string? Lock => Config.GetValueOrDefault("lock");

    public string? Name => Config.GetValueOrDefault(Kind == GuestKind.Lxc ? "hostname" : "name");

    /// <summary>CT or VM, as the server's messages say it.</summary>
    public string Label => Kind.Label();
}

internal static class GuestKinds
{
    public static string Label(this GuestKind kind) => kind == GuestKind.Lxc ? "CT" : "VM";

    public static string Type(this GuestKind kind) => kind == GuestKind.Lxc ? "lxc" : "qemu";

    /// <summary>The folder below /etc/pve/nodes/NODE, which error messages name.</summary>
    public static string ConfigFolder(this GuestKind kind) => kind == GuestKind.Lxc ? "lxc" : "qemu-server";
}
