using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Ha;

/// <summary>Guests that the HA manager looks after (pve-ha-manager 4.0, API2/HA/Resources.pm).</summary>
internal sealed class HaResourceEndpoints(ClusterState state) : IEndpointGroup
{
    private const string All = "/cluster/ha/resources";
    private const string One = $"{All}/{{sid}}";

    private static readonly PermissionRequirement MayAudit = PermissionRequirement.On("/", "Sys.Audit");
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/", "Sys.Console");
    private static readonly Parameter Kind = Parameter.OneOf("type", "ct", "vm");
    private static readonly SectionRules Rules = new([], ["comment", "group", "max_relocate", "max_restart", "state"], []);
    private static readonly Parameter[] Options =
    [
        HaLookup.Sid,
        Parameter.Text("comment") with { MaxLength = 4096 },
        HaLookup.Group with { IsRequired = false },
        Parameter.Whole("max_relocate", 0),
        Parameter.Whole("max_restart", 0),
        Parameter.OneOf("state", "started", "stopped", "enabled", "disabled", "ignored"),
    ];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, MayAudit, List, Kind),
        ApiMethod.Of("POST", All, MayChange, Create, [.. Options, Kind]),
        ApiMethod.Get(One, MayAudit, call => state.Read(cluster => ApiAnswer.Of(View(cluster, HaLookup.Require(cluster, call)))), HaLookup.Sid),
        ApiMethod.Of("PUT", One, MayChange, Update, [.. Options, CommonParameters.Delete, CommonParameters.Digest]),
        ApiMethod.Of("DELETE", One, MayChange, Delete, HaLookup.Sid),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(cluster.HaResources
            .Where(resource => type is null || resource.Type == type)
            .Select(resource => View(cluster, resource))));
    }

    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var resource = new HaResource { Sid = HaLookup.SidOf(cluster, call) };
            if (call.Parameters.OptionalText("type") is { } type && type != resource.Type)
                throw ApiException.Failure("types does not match");
            if (!cluster.Guests.Exists(guest => $"{guest.Label.ToLowerInvariant()}:{guest.Vmid}" == resource.Sid))
                throw ApiException.Failure($"resource '{resource.Sid}' does not exist in cluster");
            HaLookup.RequireGroup(cluster, call.Parameters.OptionalText("group"));
            if (cluster.HaResources.Exists(known => known.Sid == resource.Sid))
                throw ApiException.Failure($"create resource failed: resource ID '{resource.Sid}' already defined");
            Set(resource, call, []);
            cluster.HaResources.Add(resource);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            HaLookup.RequireGroup(cluster, call.Parameters.OptionalText("group"));
            try
            {
                SectionRules.RequireUnmodified(HaLookup.Digest(cluster), call);
                var resource = HaLookup.Require(cluster, call);
                var deletions = SectionRules.Deletions(call);
                Rules.CheckChange(new Dictionary<string, string>(StringComparer.Ordinal), deletions);
                Set(resource, call, deletions);
            }
            catch (ApiException failure)
            {
                throw ApiException.Failure($"update resource failed: {failure.Message}");
            }
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster =>
        {
            var sid = HaLookup.SidOf(cluster, call);
            if (cluster.HaResources.RemoveAll(resource => resource.Sid == sid) == 0)
                throw ApiException.Failure($"cannot delete service '{sid}', not HA managed!");
        });
        return ApiAnswer.Nothing;
    }

    private static void Set(HaResource resource, ApiCall call, IReadOnlyList<string> deletions)
    {
        T? Kept<T>(string name, T? given, T? before) => given is not null ? given : deletions.Contains(name, StringComparer.Ordinal) ? default : before;

        var given = call.Parameters.OptionalText("state");
        resource.State = Kept("state", given == "enabled" ? "started" : given, resource.State) ?? "started";
        resource.Group = Kept("group", call.Parameters.OptionalText("group"), resource.Group);
        resource.Comment = Kept("comment", call.Parameters.OptionalText("comment"), resource.Comment);
        resource.MaxRelocate = Kept("max_relocate", (int?)call.Parameters.OptionalWhole("max_relocate"), resource.MaxRelocate);
        resource.MaxRestart = Kept("max_restart", (int?)call.Parameters.OptionalWhole("max_restart"), resource.MaxRestart);
    }

    private static JsonObject View(ClusterDocument cluster, HaResource resource)
    {
        var view = new JsonObject { ["sid"] = resource.Sid, ["type"] = resource.Type, ["state"] = resource.State, ["digest"] = HaLookup.Digest(cluster) };
        if (resource.Group is not null)
            view["group"] = resource.Group;
        if (resource.Comment is not null)
            view["comment"] = resource.Comment;
        if (resource.MaxRelocate is { } relocate)
            view["max_relocate"] = relocate;
        if (resource.MaxRestart is { } restart)
            view["max_restart"] = restart;
        return view;
    }
}
