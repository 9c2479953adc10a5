using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Jobs;

/// <summary>How the replication jobs of a node's guests stand. As nothing is copied, none has run yet and none has failed.</summary>
internal sealed class ReplicationStatusEndpoints(ClusterState state, Permissions permissions, SandboxClock clock) : IEndpointGroup
{
    private const string At = "/nodes/{node}/replication";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(At, PermissionRequirement.LoggedIn, List, StandardParameters.Node, StandardParameters.OptionalVmid with { Name = "guest" }),
        ApiMethod.Get($"{At}/{{id}}/status", PermissionRequirement.LoggedIn, Status, StandardParameters.Node, ReplicationEndpoints.Id),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var guest = call.Parameters.OptionalWhole("guest");
        return state.Read(cluster => ApiAnswer.List(Jobs(cluster, call)
            .Where(job => guest is null || ReplicationEndpoints.Guest(job.Id) == guest)
            .Select(job => View(cluster, job))));
    }

    private ApiAnswer Status(ApiCall call)
    {
        var id = call.Parameters.Text("id");
        permissions.Require(call.Caller, $"/vms/{ReplicationEndpoints.Guest(id)}", "VM.Audit");
        return state.Read(cluster => ApiAnswer.Of(View(cluster, Jobs(cluster, call).FirstOrDefault(job => job.Id == id) ?? throw ApiException.Failure($"no such replication job '{id}'"))));
    }

    private IEnumerable<ConfigSection> Jobs(ClusterDocument cluster, ApiCall call) => cluster.SectionsOf(ReplicationEndpoints.File)
        .Where(job => job["source"] == call.Node)
        .Where(job => permissions.Has(call.Caller, $"/vms/{ReplicationEndpoints.Guest(job.Id)}", "VM.Audit"));

    private JsonObject View(ClusterDocument cluster, ConfigSection job)
    {
        var view = ReplicationEndpoints.View(job);
        view["vmtype"] = cluster.FindGuest(ReplicationEndpoints.Guest(job.Id))?.Kind.Type();
        view["last_sync"] = 0;
        view["last_try"] = 0;
        view["next_sync"] = clock.Now.ToUnixTimeSeconds();
        view["fail_count"] = 0;
        view["duration"] = 0;
        return view;
    }
}
