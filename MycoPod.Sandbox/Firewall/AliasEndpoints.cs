using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>Names for addresses and networks (pve-firewall 5.1, API2/Firewall/Aliases.pm).</summary>
internal sealed class AliasEndpoints(ClusterState state, FirewallScope scope) : IEndpointGroup
{
    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get($"{scope.At}/aliases", scope.MayAudit, List, scope.Parameters),
        ApiMethod.Of("POST", $"{scope.At}/aliases", scope.MayChange, Create, [.. scope.Parameters, FirewallParameters.AliasCidr, FirewallParameters.Comment, FirewallParameters.Name]),
        ApiMethod.Get($"{scope.At}/aliases/{{name}}", scope.MayAudit, Read, [.. scope.Parameters, FirewallParameters.Name]),
        ApiMethod.Of(
            "PUT",
            $"{scope.At}/aliases/{{name}}",
            scope.MayChange,
            Update,
            [.. scope.Parameters, FirewallParameters.AliasCidr, FirewallParameters.Comment, CommonParameters.Digest, FirewallParameters.Name, FirewallParameters.Rename]),
        ApiMethod.Of("DELETE", $"{scope.At}/aliases/{{name}}", scope.MayChange, Delete, [.. scope.Parameters, CommonParameters.Digest, FirewallParameters.Name]),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var aliases = scope.File(cluster, call).Aliases;
        return ApiAnswer.List(aliases.OrderBy(alias => alias.Name, StringComparer.Ordinal).Select(alias =>
        {
            var view = View(alias);
            view["digest"] = Digests.Of(aliases);
            return view;
        }));
    });

    private ApiAnswer Read(ApiCall call) => state.Read(cluster => ApiAnswer.Of(View(Require(scope.File(cluster, call).Aliases, call))));

    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var aliases = scope.File(cluster, call).Aliases;
            var name = call.Parameters.Text("name");
            RequireFree(aliases, name, "name");
            aliases.Add(new(name, call.Parameters.Text("cidr"), call.Parameters.OptionalText("comment")));
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            var aliases = scope.File(cluster, call).Aliases;
            SectionRules.RequireUnmodified(Digests.Of(aliases), call);
            var alias = Require(aliases, call);
            var name = call.Parameters.OptionalText("rename") ?? alias.Name;
            if (name != alias.Name)
                RequireFree(aliases, name, "rename");
            aliases[aliases.IndexOf(alias)] = new(name, call.Parameters.Text("cidr"), call.Parameters.OptionalText("comment"));
        });
        return ApiAnswer.Nothing;
    }

    /// <summary>Removing what is not there is no mistake.</summary>
    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster =>
        {
            var aliases = scope.File(cluster, call).Aliases;
            SectionRules.RequireUnmodified(Digests.Of(aliases), call);
            aliases.RemoveAll(alias => alias.Name == call.Parameters.Text("name"));
        });
        return ApiAnswer.Nothing;
    }

    private static void RequireFree(List<FirewallAlias> aliases, string name, string parameter)
    {
        if (aliases.Exists(alias => alias.Name == name))
            throw ApiException.BadParameter(parameter, $"alias '{name}' already exists");
    }

    private static FirewallAlias Require(List<FirewallAlias> aliases, ApiCall call) =>
        aliases.Find(alias => alias.Name == call.Parameters.Text("name")) ?? throw ApiException.BadParameter("name", "no such alias");

    private static JsonObject View(FirewallAlias alias)
    {
        var view = new JsonObject { ["name"] = alias.Name, ["cidr"] = alias.Cidr, ["ipversion"] = alias.Cidr.Contains(':', StringComparison.Ordinal) ? 6 : 4 };
        if (alias.Comment is { Length: > 0 })
            view["comment"] = alias.Comment;
        return view;
    }
}
