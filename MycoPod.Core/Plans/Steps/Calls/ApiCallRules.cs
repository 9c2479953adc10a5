using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Calls;

/// <summary>What a call of the API may be about, and what it may cost.</summary>
internal static partial class ApiCallRules
{
    /// <summary>Calls that a step kind makes with more care; one segment stands for one segment, <c>*</c> for any.</summary>
    private static readonly (string Methods, string Path)[] Covered =
    [
        ("POST", "/nodes/*/qemu"), ("POST", "/nodes/*/lxc"), ("DELETE", "/nodes/*/qemu/*"), ("DELETE", "/nodes/*/lxc/*"),
        ("POST PUT", "/nodes/*/qemu/*/config"), ("POST PUT", "/nodes/*/lxc/*/config"),
        ("POST", "/nodes/*/qemu/*/status/*"), ("POST", "/nodes/*/lxc/*/status/*"),
        ("POST", "/nodes/*/qemu/*/clone"), ("POST", "/nodes/*/lxc/*/clone"), ("POST", "/nodes/*/qemu/*/template"), ("POST", "/nodes/*/lxc/*/template"),
        ("PUT", "/nodes/*/qemu/*/resize"), ("PUT", "/nodes/*/lxc/*/resize"), ("POST", "/nodes/*/qemu/*/move_disk"), ("POST", "/nodes/*/lxc/*/move_volume"),
        ("POST", "/nodes/*/qemu/*/migrate"), ("POST", "/nodes/*/lxc/*/migrate"),
        ("POST", "/nodes/*/qemu/*/snapshot"), ("POST", "/nodes/*/lxc/*/snapshot"), ("DELETE", "/nodes/*/qemu/*/snapshot/*"), ("DELETE", "/nodes/*/lxc/*/snapshot/*"),
        ("POST", "/nodes/*/qemu/*/snapshot/*/rollback"), ("POST", "/nodes/*/lxc/*/snapshot/*/rollback"), ("POST", "/nodes/*/vzdump"),
        ("POST", "/storage"), ("PUT DELETE", "/storage/*"), ("POST", "/nodes/*/storage/*/download-url"), ("POST", "/nodes/*/storage/*/upload"), ("POST", "/nodes/*/aplinfo"), ("DELETE", "/nodes/*/storage/*/content/*"), ("DELETE", "/nodes/*/storage/*/prunebackups"),
        ("POST PUT DELETE", "/nodes/*/network"), ("PUT DELETE", "/nodes/*/network/*"),
        ("POST", "/cluster/sdn/zones"), ("DELETE", "/cluster/sdn/zones/*"), ("POST", "/cluster/sdn/vnets"), ("DELETE", "/cluster/sdn/vnets/*"),
        ("POST", "/cluster/sdn/vnets/*/subnets"), ("DELETE", "/cluster/sdn/vnets/*/subnets/*"), ("PUT", "/cluster/sdn"),
        ("POST", "/cluster/firewall/rules"), ("DELETE", "/cluster/firewall/rules/*"), ("PUT", "/cluster/firewall/options"),
        ("POST", "/nodes/*/firewall/rules"), ("DELETE", "/nodes/*/firewall/rules/*"), ("PUT", "/nodes/*/firewall/options"),
        ("POST", "/nodes/*/*/*/firewall/rules"), ("DELETE", "/nodes/*/*/*/firewall/rules/*"), ("PUT", "/nodes/*/*/*/firewall/options"),
        ("POST", "/cluster/firewall/groups"), ("POST", "/cluster/firewall/groups/*"), ("DELETE", "/cluster/firewall/groups/*/*"),
        ("POST", "/cluster/firewall/aliases"), ("POST", "/cluster/firewall/ipset"), ("POST", "/cluster/firewall/ipset/*"),
        ("POST PUT DELETE", "/pools"), ("POST", "/cluster/ha/groups"), ("DELETE", "/cluster/ha/groups/*"), ("POST", "/cluster/ha/resources"), ("DELETE", "/cluster/ha/resources/*"),
        ("POST", "/cluster/replication"), ("DELETE", "/cluster/replication/*"), ("POST", "/cluster/backup"), ("PUT DELETE", "/cluster/backup/*"),
        ("POST", "/nodes/*/qemu/*/agent/exec"),
    ];

    public static bool IsPath(string path) => ApiPath().IsMatch(path) && !path.Contains("..", StringComparison.Ordinal);

    public static bool IsCovered(string method, string path) =>
        Array.Exists(Covered, c => c.Methods.Split(' ').Contains(method) && Matches(c.Path, path));

    /// <summary>Accounts and permissions, commands, consoles, and what runs in a guest.</summary>
    public static bool IsDenied(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["access", ..]
            || Array.Exists(parts, p => p is "execute" or "agent" or "termproxy" or "vncproxy" or "vncshell" or "spiceproxy" or "spiceshell" or "vncwebsocket" or "mtunnel" or "mtunnelwebsocket" or "monitor" or "sendkey");
    }

    public static bool Destroys(string method, string path) =>
        method == "DELETE" || path.Contains("/disks/", StringComparison.Ordinal) || path.EndsWith("/unlink", StringComparison.Ordinal) || path.Contains("/stopall", StringComparison.Ordinal) || Matches("/nodes/*/status", path);

    public static bool NamesGuestByNumber(string path) => GuestByNumber().IsMatch(path);

    public static bool NamesGuest(string parameter) => parameter is "vmid" or "vms" or "sid" or "newid" or "guest";

    /// <summary>Plans are read by everybody and kept for good.</summary>
    public static bool MayHoldSecret(string parameter) => Secret().IsMatch(parameter);

    public static NodeName? NodeOf(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["nodes", var node, ..] && Names.IsHostName(node) ? new NodeName(node) : null;

    private static bool Matches(string pattern, string path)
    {
        var (wanted, given) = (pattern.Split('/'), path.TrimEnd('/').Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(p => p.First == "*" || p.First == p.Second);
    }

    [GeneratedRegex(@"\A(/[a-zA-Z0-9._:{}\-]+)+\z")]
    private static partial Regex ApiPath();

    [GeneratedRegex(@"/(qemu|lxc)/[0-9]+(/|\z)|/(vm|ct):[0-9]+")]
    private static partial Regex GuestByNumber();

    [GeneratedRegex("pass|secret|token|key|credential|certificate|private|ticket|auth", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
