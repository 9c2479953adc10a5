using System.Globalization;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Ha;

/// <summary>What the HA manager says of itself: the first node is its master, and every resource is as its guest is.</summary>
internal sealed class HaStatusEndpoints(ClusterState state, SandboxClock clock) : IEndpointGroup
{
    private static readonly PermissionRequirement MayAudit = PermissionRequirement.On("/", "Sys.Audit");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/cluster/ha/status/current", MayAudit, _ => state.Read(cluster => ApiAnswer.List(Current(cluster)))),
        ApiMethod.Get("/cluster/ha/status/manager_status", MayAudit, _ => state.Read(cluster => ApiAnswer.Of(Manager(cluster)))),
    ];

    private IEnumerable<JsonObject> Current(ClusterDocument cluster)
    {
        var first = cluster.Nodes[0].Name;
        yield return new() { ["id"] = "quorum", ["type"] = "quorum", ["node"] = first, ["quorate"] = 1, ["status"] = "OK" };
        if (cluster.HaResources.Count == 0)
            yield break;

        yield return Daemon("master", "master", first, "active");
        foreach (var node in cluster.Nodes)
            yield return Daemon($"lrm:{node.Name}", "lrm", node.Name, Services(cluster, node.Name).Any() ? "active" : "idle");
        foreach (var resource in cluster.HaResources)
            yield return Service(cluster, resource);
    }

    private JsonObject Daemon(string id, string type, string node, string what) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["node"] = node,
        ["status"] = $"{node} ({what}, {clock.Now.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture)})",
        ["timestamp"] = clock.Now.ToUnixTimeSeconds(),
    };

    private static JsonObject Service(ClusterDocument cluster, HaResource resource)
    {
        var guest = cluster.FindGuest(resource.Vmid);
        var now = resource.State is "ignored" or "disabled" ? resource.State : guest?.IsRunning == true ? "started" : "stopped";
        var view = new JsonObject
        {
            ["id"] = $"service:{resource.Sid}",
            ["type"] = "service",
            ["sid"] = resource.Sid,
            ["node"] = guest?.Node,
            ["state"] = now,
            ["crm_state"] = now,
            ["request_state"] = resource.State,
            ["max_relocate"] = resource.MaxRelocate ?? 1,
            ["max_restart"] = resource.MaxRestart ?? 1,
            ["status"] = $"{resource.Sid} ({guest?.Node}, {now})",
        };
        if (resource.Group is not null)
            view["group"] = resource.Group;
        return view;
    }

    private JsonObject Manager(ClusterDocument cluster) => new()
    {
        ["manager_status"] = new JsonObject
        {
            ["master_node"] = cluster.Nodes[0].Name,
            ["timestamp"] = clock.Now.ToUnixTimeSeconds(),
            ["node_status"] = new JsonObject(cluster.Nodes.Select(node => KeyValuePair.Create(node.Name, (JsonNode?)"online"))),
            ["service_status"] = new JsonObject(cluster.HaResources.Select(resource => KeyValuePair.Create(resource.Sid, (JsonNode?)Service(cluster, resource)))),
        },
        ["quorum"] = new JsonObject { ["node"] = cluster.Nodes[0].Name, ["quorate"] = "1" },
        ["lrm_status"] = new JsonObject(cluster.Nodes.Select(node => KeyValuePair.Create(node.Name, (JsonNode?)new JsonObject { ["mode"] = "active", ["state"] = "wait_for_agent_lock" }))),
    };

    private static IEnumerable<HaResource> Services(ClusterDocument cluster, string node) =>
        cluster.HaResources.Where(resource => cluster.FindGuest(resource.Vmid)?.Node == node);
}
