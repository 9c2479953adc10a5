using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Sdn;

/// <summary>Virtual networks of a zone (pve-network 0.11, API2/Network/SDN/Vnets.pm).</summary>
internal sealed class VnetEndpoints(ClusterState state, Permissions permissions) : IEndpointGroup
{
    private const string All = "/cluster/sdn/vnets";
    private const string One = $"{All}/{{vnet}}";

    private static readonly SectionRules Rules = new(["zone"], ["alias", "isolate-ports", "tag", "vlanaware"], []);

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List, SdnParameters.Views),
        ApiMethod.Of(
            "POST",
            All,
            PermissionRequirement.On("/sdn/zones/{zone}", "SDN.Allocate"),
            Create,
            [.. SdnParameters.VnetOptions, Parameter.OneOf("type", "vnet"), SdnParameters.Vnet, Parameter.Text("zone") with { IsRequired = true }]),
        ApiMethod.Get(One, PermissionRequirement.LoggedIn, Read, [.. SdnParameters.Views, SdnParameters.Vnet]),
        ApiMethod.Of(
            "PUT",
            One,
            PermissionRequirement.LoggedIn,
            Update,
            [.. SdnParameters.VnetOptions, CommonParameters.Delete, CommonParameters.Digest, SdnParameters.Vnet, Parameter.Text("zone")]),
        ApiMethod.Of("DELETE", One, PermissionRequirement.LoggedIn, Delete, SdnParameters.Vnet),
    ];

    /// <summary>The vnet of a request, if its caller has one of the privileges on it.</summary>
    public static ConfigSection Require(ClusterDocument cluster, Permissions permissions, ApiCall call, params string[] privileges)
    {
        var vnet = SdnFiles.Vnets.Require(cluster, call.Parameters.Text("vnet"));
        permissions.RequireAny(call.Caller, $"/sdn/zones/{vnet["zone"]}/{vnet.Id}", privileges);
        return vnet;
    }

    private ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(SdnFiles.Vnets.Views(cluster, call)
        .Where(entry => permissions.HasAny(call.Caller, $"/sdn/zones/{entry.Section["zone"]}/{entry.Section.Id}", "SDN.Audit", "SDN.Allocate"))
        .Select(entry => entry.View)));

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        Require(cluster, permissions, call, "SDN.Audit", "SDN.Allocate");
        return SdnFiles.Vnets.Read(cluster, call);
    });

    private ApiAnswer Create(ApiCall call)
    {
        var options = SectionRules.Values(call, "vnet");
        Rules.CheckNew(options);
        return SdnFiles.Change(state, "create sdn vnet", cluster =>
        {
            var vnet = new ConfigSection { Id = call.Parameters.Text("vnet"), Type = "vnet", Options = new(options, StringComparer.Ordinal) };
            if (SdnFiles.Vnets.Find(cluster, vnet.Id) is null)
                RequireFits(cluster, vnet);
            SdnFiles.Vnets.Add(cluster, vnet);
        });
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Read(cluster => Require(cluster, permissions, call, "SDN.Allocate"));
        return SdnFiles.Change(state, "update sdn vnet", cluster =>
        {
            SectionRules.RequireUnmodified(SdnFiles.Vnets.Digest(cluster), call);
            var vnet = SdnFiles.Vnets.Require(cluster, call.Parameters.Text("vnet"));
            var (options, deletions) = (SectionRules.Values(call, "vnet"), SectionRules.Deletions(call));
            Rules.CheckChange(options, deletions);
            if (options.TryGetValue("zone", out var zone) && zone != vnet["zone"] && SdnFiles.Subnets.Written(cluster).Exists(subnet => subnet["vnet"] == vnet.Id))
                throw ApiException.BadParameter("zone", "can't change zone if subnets exist");

            var changed = vnet.Copy();
            SectionRules.Apply(changed.Options, options, deletions);
            RequireFits(cluster, changed);
            SectionRules.Apply(vnet.Options, options, deletions);
        });
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Read(cluster => Require(cluster, permissions, call, "SDN.Allocate"));
        return SdnFiles.Change(state, "delete sdn vnet", cluster =>
        {
            var vnet = SdnFiles.Vnets.Require(cluster, call.Parameters.Text("vnet"));
            if (SdnFiles.Subnets.Written(cluster).Exists(subnet => subnet["vnet"] == vnet.Id))
                throw ApiException.Failure("Can't delete vnet if subnets exists");
            SdnFiles.Vnets.Written(cluster).Remove(vnet);
        });
    }

    /// <summary>Zones with tags need one of each vnet, and each only once.</summary>
    private static void RequireFits(ClusterDocument cluster, ConfigSection vnet)
    {
        var zone = SdnFiles.Zones.Find(cluster, vnet["zone"] ?? "") ?? throw ApiException.Failure($"zone {vnet["zone"]} does not exist");
        if (zone.Type == "simple")
        {
            if (vnet["tag"] is not null)
                throw ApiException.BadParameter("tag", "vlan tag is not allowed on simple zone");
            return;
        }

        if (vnet["tag"] is not { } tag)
            throw ApiException.BadParameter("tag", zone.Type is "vxlan" or "evpn" ? "missing vxlan tag" : "missing vlan tag");
        if (SdnFiles.Vnets.Written(cluster).Exists(other => other.Id != vnet.Id && other["zone"] == zone.Id && other["tag"] == tag))
            throw ApiException.BadParameter("tag", $"tag {tag} already exist in zone {zone.Id} in vnet {vnet.Id}");
    }
}
