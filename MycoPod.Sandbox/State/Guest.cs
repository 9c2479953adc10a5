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

    public required string Node { get; init; }

    /// <summary>The lines of the guest's configuration file, the lock included.</summary>
    public SortedDictionary<string, string> Config { get; init; } = new(StringComparer.Ordinal);

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public int? Pid { get; set; }

    public string? Pool { get; set; }

    public bool IsRunning => StartedAt is not null;

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
