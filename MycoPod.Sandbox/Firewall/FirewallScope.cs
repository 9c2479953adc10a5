using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>Whose firewall: the cluster's, a node's or a guest's. Each has the same methods below another path.</summary>
internal sealed record FirewallScope(string At, IReadOnlyList<Parameter> Parameters, PermissionRequirement MayAudit, PermissionRequirement MayChange)
{
    public static readonly FirewallScope Cluster = new("/cluster/firewall", [], PermissionRequirement.On("/", "Sys.Audit"), PermissionRequirement.On("/", "Sys.Modify"));

    public static readonly FirewallScope Node = new(
        "/nodes/{node}/firewall",
        [StandardParameters.Node],
        PermissionRequirement.On("/nodes/{node}", "Sys.Audit"),
        PermissionRequirement.On("/nodes/{node}", "Sys.Modify"));

    public static readonly FirewallScope Machine = OfGuest("qemu");

    public static readonly FirewallScope Container = OfGuest("lxc");

    public bool IsGuest => At.Contains("{vmid}", StringComparison.Ordinal);

    /// <summary>A guest that is not there has an empty one.</summary>
    public FirewallFile File(ClusterDocument cluster, ApiCall call)
    {
        if (Parameters.Count == 0)
            return cluster.FirewallOf("cluster");
        if (!IsGuest)
            return cluster.FirewallOf(call.Node);
        return cluster.FindGuest(call.Vmid) is { } guest ? cluster.FirewallOf(guest) : new();
    }

    private static FirewallScope OfGuest(string kind) => new(
        $"/nodes/{{node}}/{kind}/{{vmid}}/firewall",
        [StandardParameters.Node, StandardParameters.Vmid],
        PermissionRequirement.On("/vms/{vmid}", "VM.Audit"),
        PermissionRequirement.On("/vms/{vmid}", "VM.Config.Network"));
}
