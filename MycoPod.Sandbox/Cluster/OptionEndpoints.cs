using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Cluster;

/// <summary>datacenter.cfg: /cluster/options. Property strings are shown as objects, and who may not audit sees little.</summary>
internal sealed class OptionEndpoints(ClusterState state, Permissions permissions) : IEndpointGroup
{
    private static readonly string[] ForEveryone = ["console", "tag-style", "user-tag-access", "registered-tags", "consent-text"];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/cluster/options", PermissionRequirement.LoggedIn, Read),
        ApiMethod.Of("PUT", "/cluster/options", PermissionRequirement.On("/", "Sys.Modify"), Update, [.. OptionParameters.All, CommonParameters.DeleteAny]),
    ];

    private ApiAnswer Read(ApiCall call)
    {
        var seesAll = permissions.Has(call.Caller, "/", "Sys.Audit");
        return state.Read(cluster => ApiAnswer.Of(new JsonObject(cluster.Options
            .Where(option => seesAll || ForEveryone.Contains(option.Key, StringComparer.Ordinal))
            .Select(option => KeyValuePair.Create(option.Key, View(option.Key, option.Value))))));
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster => SectionRules.Apply(cluster.Options, SectionRules.Values(call), SectionRules.Deletions(call)));
        return ApiAnswer.Nothing;
    }

    private static JsonNode? View(string name, string value)
    {
        var parameter = OptionParameters.All.FirstOrDefault(known => known.Name == name);
        if (name == "registered-tags")
            return new JsonArray([.. ParameterValues.Split(value).Select(tag => (JsonNode?)tag)]);
        if (parameter?.Keys is { } keys && name != "bwlimit")
            return SectionRules.View(keys.Parse(value), keys.Keys);
        return SectionRules.View([new(name, value)], OptionParameters.All)[name]?.DeepClone();
    }
}
