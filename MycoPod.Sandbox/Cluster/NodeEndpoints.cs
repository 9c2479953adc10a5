using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Cluster;

internal sealed class NodeEndpoints(ClusterState state, Permissions permissions, NodeView view, string fingerprint) : IEndpointGroup
{
    private static readonly string[] InterfaceTypes =
        ["bridge", "bond", "eth", "alias", "vlan", "OVSBridge", "OVSBond", "OVSPort", "OVSIntPort", "vnet", "any_bridge", "any_local_bridge"];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/nodes", PermissionRequirement.LoggedIn, List),
        ApiMethod.Get("/nodes/{node}/status", PermissionRequirement.On("/nodes/{node}", "Sys.Audit"), Status, StandardParameters.Node),
        ApiMethod.Get("/nodes/{node}/network", PermissionRequirement.LoggedIn, Network, StandardParameters.Node, Parameter.OneOf("type", InterfaceTypes)),
    ];

    /// <summary>Every node is listed, but without Sys.Audit only in outline.</summary>
    private ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.Nodes
        .Select(node => !node.IsLost && permissions.Has(call.Caller, $"/nodes/{node.Name}", "Sys.Audit")
            ? view.Entry(cluster, node, fingerprint)
            : NodeView.Outline(node, fingerprint))));

    private ApiAnswer Status(ApiCall call) => state.Read(cluster => ApiAnswer.Of(view.Status(cluster, Find(cluster, call))));

    private ApiAnswer Network(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(Find(cluster, call).Bridges
            .Where(_ => type is null or "bridge" or "any_bridge" or "any_local_bridge")
            .Where(bridge => type is not ("any_bridge" or "any_local_bridge") || permissions.Has(call.Caller, $"/sdn/zones/localnetwork/{bridge.Name}", "SDN.Use"))
            .Select(Interface)));
    }

    private static ClusterNode Find(ClusterDocument cluster, ApiCall call) => cluster.FindNode(call.Node) ?? cluster.Nodes[0];

    private static JsonObject Interface(Bridge bridge, int index)
    {
        var view = new JsonObject
        {
            ["iface"] = bridge.Name,
            ["type"] = "bridge",
            ["active"] = 1,
            ["autostart"] = 1,
            ["method"] = bridge.Cidr is null ? "manual" : "static",
            ["method6"] = "manual",
            ["families"] = new JsonArray("inet"),
            ["priority"] = index + 3,
            ["bridge_ports"] = bridge.Port,
            ["bridge_stp"] = "off",
            ["bridge_fd"] = "0",
        };
        if (bridge.Cidr?.Split('/') is [var address, var mask])
        {
            view["cidr"] = bridge.Cidr;
            view["address"] = address;
            view["netmask"] = mask;
        }

        if (bridge.Gateway is not null)
            view["gateway"] = bridge.Gateway;
        return view;
    }
}
