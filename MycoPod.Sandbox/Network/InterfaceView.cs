using System.Text.Json.Nodes;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Network;

/// <summary>An interface as the API shows it: what the file says of it, and whether the kernel has it.</summary>
internal static class InterfaceView
{
    private static readonly string[] Physical = ["eth", "bond"];
    private static readonly string[] Ports = ["bridge_ports", "slaves", "ovs_ports"];
    private static readonly string[] Numbers = ["autostart", "bridge_vlan_aware"];

    public static JsonObject Entry(ClusterNode node, ConfigSection entry, int index)
    {
        var view = Of(entry, index);
        view["iface"] = entry.Id;
        if (node.Network.Exists(known => known.Id == entry.Id) && (entry.Type != "eth" || IsUsed(node, entry.Id)))
            view["active"] = 1;
        if (Physical.Contains(entry.Type, StringComparer.Ordinal))
            view["exists"] = 1;
        return view;
    }

    public static JsonObject Of(ConfigSection entry, int index)
    {
        var view = new JsonObject
        {
            ["type"] = entry.Type,
            ["method"] = entry["address"] is null ? "manual" : "static",
            ["method6"] = entry["address6"] is null ? "manual" : "static",
            ["families"] = Families(entry),
            ["priority"] = index + 3,
        };
        foreach (var (name, value) in entry.Options)
            view[name] = Numbers.Contains(name, StringComparer.Ordinal) ? int.Parse(value) : value;
        if (entry["address"] is { } address)
            view["cidr"] = $"{address}/{entry["netmask"]}";
        if (entry["address6"] is { } address6)
            view["cidr6"] = $"{address6}/{entry["netmask6"]}";
        if (entry.Type == "bridge")
            (view["bridge_stp"], view["bridge_fd"]) = ("off", "0");
        return view;
    }

    /// <summary>A port that nothing uses is down.</summary>
    private static bool IsUsed(ClusterNode node, string port) => node.Network.Exists(other => other["autostart"] == "1" && (
        other.Id == port
        || Ports.Any(name => (other[name] ?? "").Split(' ').Contains(port, StringComparer.Ordinal))
        || other["vlan-raw-device"] == port));

    private static JsonArray Families(ConfigSection entry) => (entry["address"], entry["address6"]) switch
    {
        (null, not null) => ["inet6"],
        (not null, not null) => ["inet", "inet6"],
        _ => ["inet"],
    };
}
