using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Ha;

/// <summary>Where HA resources may run (pve-ha-manager 4.0, API2/HA/Groups.pm).</summary>
internal sealed class HaGroupEndpoints(ClusterState state) : IEndpointGroup
{
    private const string All = "/cluster/ha/groups";
    private const string One = $"{All}/{{group}}";

    private static readonly PermissionRequirement MayAudit = PermissionRequirement.On("/", "Sys.Audit");
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/", "Sys.Console");
    private static readonly SectionRules Rules = new(["nodes"], ["comment", "nofailback", "restricted"], []);
    private static readonly Parameter Nodes = Parameter.Text("nodes") with { Format = Formats.ListOf(ClusterFormats.HaGroupNode) };
    private static readonly Parameter[] Options =
        [Parameter.Text("comment") with { MaxLength = 4096 }, HaLookup.Group, Parameter.Flag("nofailback"), Parameter.Flag("restricted")];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, MayAudit, List),
        ApiMethod.Of("POST", All, MayChange, Create, [.. Options, Nodes with { IsRequired = true }, Parameter.OneOf("type", "group")]),
        ApiMethod.Get(One, MayAudit, Read, HaLookup.Group),
        ApiMethod.Of("PUT", One, MayChange, Update, [.. Options, Nodes, CommonParameters.Delete, CommonParameters.Digest]),
        ApiMethod.Of("DELETE", One, MayChange, Delete, HaLookup.Group),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.SectionsOf(HaLookup.GroupFile).Select(group => View(cluster, group))));

    private ApiAnswer Read(ApiCall call) => state.Read(cluster => ApiAnswer.Of(View(cluster, Require(cluster, call, prefix: ""))));

    private ApiAnswer Create(ApiCall call)
    {
        var id = call.Parameters.Text("group");
        state.Change(cluster =>
        {
            if (cluster.SectionsOf(HaLookup.GroupFile).Exists(group => group.Id == id))
                throw ApiException.Failure($"create ha group failed: ha group ID '{id}' already defined");
            cluster.SectionsOf(HaLookup.GroupFile).Add(new() { Id = id, Type = "group", Options = new(SectionRules.Values(call, "group"), StringComparer.Ordinal) });
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        const string Prefix = "update ha group failed: ";
        state.Change(cluster =>
        {
            if (call.Parameters.OptionalText("digest") is { } digest && digest != Digest(cluster))
                throw ApiException.Failure($"{Prefix}detected modified configuration - file changed by other user? Try again.");
            var group = Require(cluster, call, Prefix);
            var (options, deletions) = (SectionRules.Values(call, "group"), SectionRules.Deletions(call));
            Rules.CheckChange(options, deletions);
            SectionRules.Apply(group.Options, options, deletions);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        var id = call.Parameters.Text("group");
        state.Change(cluster =>
        {
            if (cluster.HaResources.Find(resource => resource.Group == id) is { } user)
                throw ApiException.Failure($"delete ha group failed: ha group is used by service '{user.Sid}'");
            cluster.SectionsOf(HaLookup.GroupFile).RemoveAll(group => group.Id == id);
        });
        return ApiAnswer.Nothing;
    }

    private static ConfigSection Require(ClusterDocument cluster, ApiCall call, string prefix)
    {
        var id = call.Parameters.Text("group");
        return cluster.SectionsOf(HaLookup.GroupFile).Find(group => group.Id == id) ?? throw ApiException.Failure($"{prefix}no such ha group '{id}'");
    }

    private static string Digest(ClusterDocument cluster) => Digests.Of(cluster.SectionsOf(HaLookup.GroupFile));

    private static JsonObject View(ClusterDocument cluster, ConfigSection group)
    {
        var view = SectionRules.View(group.Options, Options);
        view["group"] = group.Id;
        view["type"] = group.Type;
        view["digest"] = Digest(cluster);
        return view;
    }
}
