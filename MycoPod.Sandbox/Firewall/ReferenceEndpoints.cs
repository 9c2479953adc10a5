using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>The names that a rule may use: a guest's own and the cluster's; and the macros.</summary>
internal sealed class ReferenceEndpoints(ClusterState state, FirewallScope scope) : IEndpointGroup
{
    public IEnumerable<ApiMethod> Endpoints => scope.IsGuest ? [References()] : [References(), MacroList()];

    private ApiMethod References() => ApiMethod.Get($"{scope.At}/refs", scope.MayAudit, List, [.. scope.Parameters, Parameter.OneOf("type", "alias", "ipset")]);

    private static ApiMethod MacroList() => ApiMethod.Get(
        "/cluster/firewall/macros",
        PermissionRequirement.LoggedIn,
        _ => ApiAnswer.List(Macros.All.Select(macro => new JsonObject { ["macro"] = macro.Key, ["descr"] = macro.Value })));

    private ApiAnswer List(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(
        [
            .. Of(FirewallScope.Cluster.File(cluster, call), "dc", type),
            .. scope.IsGuest ? Of(scope.File(cluster, call), "guest", type) : [],
        ]));
    }

    private static IEnumerable<JsonObject> Of(FirewallFile file, string origin, string? type) =>
    [
        .. type is null or "alias" ? file.Aliases.Select(alias => View("alias", alias.Name, $"{origin}/{alias.Name}", origin, alias.Comment)) : [],
        .. type is null or "ipset" ? file.Sets.Select(set => View("ipset", set.Name, $"+{origin}/{set.Name}", origin, set.Comment)) : [],
    ];

    private static JsonObject View(string type, string name, string reference, string origin, string? comment)
    {
        var view = new JsonObject { ["type"] = type, ["name"] = name, ["ref"] = reference, ["scope"] = origin };
        if (comment is { Length: > 0 })
            view["comment"] = comment;
        return view;
    }
}
