using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Cluster;

internal sealed class NodeEndpoints(ClusterState state, Permissions permissions, NodeView view, string fingerprint) : IEndpointGroup
{
    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/nodes", PermissionRequirement.LoggedIn, List),
        ApiMethod.Get("/nodes/{node}/status", PermissionRequirement.On("/nodes/{node}", "Sys.Audit"), Status, StandardParameters.Node),
    ];

    /// <summary>Every node is listed, but without Sys.Audit only in outline.</summary>
    private ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.Nodes
        .Select(node => !node.IsLost && permissions.Has(call.Caller, $"/nodes/{node.Name}", "Sys.Audit")
            ? view.Entry(cluster, node, fingerprint)
            : NodeView.Outline(node, fingerprint))));

    private ApiAnswer Status(ApiCall call) => state.Read(cluster => ApiAnswer.Of(view.Status(cluster, Find(cluster, call))));

    private static ClusterNode Find(ClusterDocument cluster, ApiCall call) => cluster.FindNode(call.Node) ?? cluster.Nodes[0];
}
