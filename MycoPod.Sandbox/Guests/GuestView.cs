using System.Globalization;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>Guests in lists, as status, and among the cluster's resources.</summary>
internal sealed class GuestView(SandboxClock clock)
{
    /// <summary>How often the node's statistics daemon reports; until then a new guest is "unknown" and nameless.</summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);

    public JsonObject Entry(ClusterDocument cluster, Guest guest)
    {
        var view = Usage(guest);
        view["vmid"] = guest.Vmid;
        view["cpus"] = Cores(cluster, guest);
        AddCommon(view, guest);
        if (guest.Pid is { } pid)
            view["pid"] = pid;
        if (guest.IsTemplate)
            view["template"] = 1;
        if (guest.Kind == GuestKind.Lxc)
        {
            view["type"] = "lxc";
            view["swap"] = 0;
            view["maxswap"] = Megabytes(guest, "swap", 512);
        }

        return view;
    }

    public JsonObject Current(ClusterDocument cluster, Guest guest)
    {
        var view = Entry(cluster, guest);
        view["ha"] = cluster.FindHaResource(guest) is { } resource ? new JsonObject { ["managed"] = 1, ["state"] = resource.State } : new JsonObject { ["managed"] = 0 };
        if (guest.Kind != GuestKind.Qemu)
            return view;

        view["qmpstatus"] = guest.IsPaused ? "paused" : Status(guest);
        if (guest.Config.TryGetValue("agent", out var agent) && Machines.MachineKeys.Agent.Parse(agent).GetValueOrDefault("enabled") == "1")
            view["agent"] = 1;
        if (guest.IsRunning)
            Machines.MachineStatistics.AddTo(view, guest);
        return view;
    }

    public JsonObject Resource(ClusterDocument cluster, Guest guest)
    {
        var view = new JsonObject
        {
            ["id"] = $"{guest.Kind.Type()}/{guest.Vmid}",
            ["type"] = guest.Kind.Type(),
            ["vmid"] = guest.Vmid,
            ["node"] = guest.Node,
            ["status"] = "unknown",
        };
        AddMarks(view, guest);
        if (clock.Now - guest.CreatedAt >= clock.Scale(ReportInterval) && cluster.FindNode(guest.Node) is not { IsLost: true })
        {
            foreach (var (name, value) in Usage(guest))
                view[name] = value?.DeepClone();
            view["maxcpu"] = Cores(cluster, guest);
            view["template"] = guest.IsTemplate ? 1 : 0;
            AddCommon(view, guest);
        }

        if (guest.Pool is not null)
            view["pool"] = guest.Pool;
        if (cluster.FindHaResource(guest) is { } resource)
            view["hastate"] = resource.State;
        return view;
    }

    private static void AddCommon(JsonObject view, Guest guest)
    {
        view["status"] = Status(guest);
        view["name"] = guest.Name ?? (guest.Kind == GuestKind.Lxc ? $"CT{guest.Vmid}" : $"VM {guest.Vmid}");
        AddMarks(view, guest);
    }

    /// <summary>Read from the configuration, so known at once.</summary>
    private static void AddMarks(JsonObject view, Guest guest)
    {
        if (guest.Config.TryGetValue("tags", out var tags))
            view["tags"] = tags;
        if (guest.Lock is { } name)
            view["lock"] = name;
    }

    private JsonObject Usage(Guest guest)
    {
        var memory = Megabytes(guest, "memory", 512);
        var running = guest.IsRunning;
        return new()
        {
            ["cpu"] = running ? 0.0125 : 0,
            ["mem"] = running ? memory / 4 : 0,
            ["maxmem"] = memory,
            ["disk"] = running && guest.Kind == GuestKind.Lxc ? DiskSize(guest) / 8 : 0,
            ["maxdisk"] = DiskSize(guest),
            ["diskread"] = running ? 52428800 : 0,
            ["diskwrite"] = running ? 10485760 : 0,
            ["netin"] = running ? 220 : 0,
            ["netout"] = running ? 176 : 0,
            ["uptime"] = guest.StartedAt is { } start ? (long)(clock.Now - start).TotalSeconds : 0,
        };
    }

    private static string Status(Guest guest) => guest.IsRunning ? "running" : "stopped";

    private static long Cores(ClusterDocument cluster, Guest guest) => guest.Config.TryGetValue("cores", out var cores)
        ? long.Parse(cores) * long.Parse(guest.Config.GetValueOrDefault("sockets") ?? "1")
        : guest.Kind == GuestKind.Lxc ? cluster.FindNode(guest.Node)?.Cores ?? 1 : 1;

    private static long Megabytes(Guest guest, string option, long otherwise) =>
        (guest.Config.TryGetValue(option, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise) << 20;

    private static long DiskSize(Guest guest)
    {
        var disk = guest.Kind == GuestKind.Lxc ? guest.Config.GetValueOrDefault("rootfs") : BootDisk(guest);
        var size = disk?.Split(',').FirstOrDefault(part => part.StartsWith("size=", StringComparison.Ordinal));
        return size is null ? 0 : DiskSizes.Parse(size["size=".Length..]);
    }

    /// <summary>The first disk of the boot order; what keeps firmware settings is none.</summary>
    private static string? BootDisk(Guest guest)
    {
        var disks = guest.Disks().Where(disk => !disk.Key.StartsWith("efidisk", StringComparison.Ordinal) && !disk.Key.StartsWith("tpmstate", StringComparison.Ordinal)).ToList();
        var order = (guest.Config.GetValueOrDefault("boot") ?? "").Replace("order=", "", StringComparison.Ordinal).Split(';');
        return order.SelectMany(key => disks.Where(disk => disk.Key == key)).Concat(disks).FirstOrDefault().Value;
    }
}
