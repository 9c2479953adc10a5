using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>Security groups: rules that guests and nodes take over by name (pve-firewall 5.1, API2/Firewall/Groups.pm).</summary>
internal sealed class SecurityGroupEndpoints(ClusterState state) : IEndpointGroup
{
    private const string All = "/cluster/firewall/groups";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List),
        ApiMethod.Of("POST", All, FirewallScope.Cluster.MayChange, Create, FirewallParameters.Comment, CommonParameters.Digest, FirewallParameters.Group, FirewallParameters.GroupRename),
        ApiMethod.Of("DELETE", $"{All}/{{group}}", FirewallScope.Cluster.MayChange, Delete, FirewallParameters.Group),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var groups = FirewallScope.Cluster.File(cluster, call).Groups;
        return ApiAnswer.List(groups.OrderBy(group => group.Name, StringComparer.Ordinal).Select(group =>
        {
            var view = new JsonObject { ["group"] = group.Name, ["digest"] = Digest(groups) };
            if (group.Comment is { Length: > 0 })
                view["comment"] = group.Comment;
            return view;
        }));
    });

    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var groups = FirewallScope.Cluster.File(cluster, call).Groups;
            var (name, comment) = (call.Parameters.Text("group").ToLowerInvariant(), call.Parameters.OptionalText("comment"));
            SectionRules.RequireUnmodified(Digest(groups), call);
            if (call.Parameters.OptionalText("rename") is not { } old)
            {
                RequireFree(groups, name);
                groups.Add(new(name, comment));
                return;
            }

            var group = groups.Find(known => known.Name == old) ?? throw ApiException.BadParameter("group", $"Security group '{old}' does not exist");
            if (old != name)
                RequireFree(groups, name);
            groups[groups.IndexOf(group)] = group with { Name = name, Comment = comment ?? group.Comment };
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster =>
        {
            var groups = FirewallScope.Cluster.File(cluster, call).Groups;
            var name = call.Parameters.Text("group");
            var group = groups.Find(known => known.Name == name) ?? throw ApiException.Failure($"no such security group '{name}'");
            if (group.Rules.Count > 0)
                throw ApiException.Failure($"Security group '{name}' is not empty");
            groups.Remove(group);
        });
        return ApiAnswer.Nothing;
    }

    private static void RequireFree(List<FirewallGroup> groups, string name)
    {
        if (groups.Exists(group => group.Name == name))
            throw ApiException.BadParameter("group", $"Security group '{name}' already exists");
    }

    private static string Digest(List<FirewallGroup> groups) => Digests.Of(groups.Select(group => $"{group.Name} {group.Comment}\n"));
}
