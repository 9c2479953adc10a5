using System.Text.Json.Nodes;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Cluster;

/// <summary>A node in lists and as status. Its load is made up and steady.</summary>
internal sealed class NodeView(SandboxClock clock)
{
    public const string Version = "8.4.1";
    public const string RepositoryId = "2a5fa54a8503f96d";

    private const string Kernel = "6.8.12-9-pve";
    private const string KernelBuild = "#1 SMP PREEMPT_DYNAMIC PMX 6.8.12-9 (2025-03-16T19:18Z)";
    private const string Processor = "Intel(R) Core(TM) i7-10700T CPU @ 2.00GHz";

    public JsonObject Resource(ClusterDocument cluster, ClusterNode node) => node.IsLost ? Lost(node) : new()
    {
        ["id"] = $"node/{node.Name}",
        ["type"] = "node",
        ["node"] = node.Name,
        ["status"] = "online",
        ["level"] = "",
        ["cgroup-mode"] = 2,
        ["cpu"] = 0.0421,
        ["maxcpu"] = node.Cores,
        ["mem"] = node.Memory / 4,
        ["maxmem"] = node.Memory,
        ["disk"] = node.RootDisk / 16,
        ["maxdisk"] = node.RootDisk,
        ["uptime"] = Uptime(cluster),
    };

    public JsonObject Entry(ClusterDocument cluster, ClusterNode node, string fingerprint)
    {
        var view = Resource(cluster, node);
        view.Remove("cgroup-mode");
        view["ssl_fingerprint"] = fingerprint;
        return view;
    }

    /// <summary>What callers without Sys.Audit see of a node.</summary>
    public static JsonObject Outline(ClusterNode node, string fingerprint) => new()
    {
        ["id"] = $"node/{node.Name}",
        ["type"] = "node",
        ["node"] = node.Name,
        ["status"] = node.IsLost ? "offline" : "online",
        ["level"] = "",
        ["ssl_fingerprint"] = fingerprint,
    };

    public JsonObject Status(ClusterDocument cluster, ClusterNode node) => new()
    {
        ["uptime"] = Uptime(cluster),
        ["idle"] = 0,
        ["cpu"] = 0.0421,
        ["wait"] = 0.0003,
        ["loadavg"] = new JsonArray("0.18", "0.22", "0.20"),
        ["pveversion"] = $"pve-manager/{Version}/{RepositoryId}",
        ["kversion"] = $"Linux {Kernel} {KernelBuild}",
        ["current-kernel"] = new JsonObject { ["sysname"] = "Linux", ["release"] = Kernel, ["version"] = KernelBuild, ["machine"] = "x86_64" },
        ["boot-info"] = new JsonObject { ["mode"] = "efi", ["secureboot"] = 0 },
        ["ksm"] = new JsonObject { ["shared"] = 0 },
        ["memory"] = Share(node.Memory, node.Memory / 4),
        ["swap"] = Share(8L << 30, 0),
        ["rootfs"] = RootDisk(node),
        ["cpuinfo"] = new JsonObject
        {
            ["model"] = Processor,
            ["cpus"] = node.Cores,
            ["cores"] = node.Cores / 2,
            ["sockets"] = 1,
            ["mhz"] = "2000.000",
            ["hvm"] = "1",
            ["user_hz"] = 100,
            ["flags"] = "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat vmx ssse3 sse4_1 sse4_2 avx avx2",
        },
    };

    /// <summary>Of a node that is away only its name is known.</summary>
    private static JsonObject Lost(ClusterNode node) => new() { ["id"] = $"node/{node.Name}", ["type"] = "node", ["node"] = node.Name, ["status"] = "offline" };

    private long Uptime(ClusterDocument cluster) => (long)(clock.Now - cluster.BootedAt).TotalSeconds;

    private static JsonObject Share(long total, long used) => new() { ["total"] = total, ["used"] = used, ["free"] = total - used };

    private static JsonObject RootDisk(ClusterNode node)
    {
        var view = Share(node.RootDisk, node.RootDisk / 16);
        view["avail"] = node.RootDisk / 16 * 14;
        return view;
    }
}
