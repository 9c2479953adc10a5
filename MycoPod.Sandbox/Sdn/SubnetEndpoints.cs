using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Sdn;

/// <summary>Subnets of a vnet; their names are made of zone and network (pve-network 0.11, API2/Network/SDN/Subnets.pm).</summary>
internal sealed class SubnetEndpoints(ClusterState state, Permissions permissions) : IEndpointGroup
{
    private const string All = "/cluster/sdn/vnets/{vnet}/subnets";
    private const string One = $"{All}/{{subnet}}";

    private static readonly SectionRules Rules = new(["vnet"], ["dhcp-dns-server", "dhcp-range", "dnszoneprefix", "gateway", "snat"], []);

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List, [.. SdnParameters.Views, SdnParameters.Vnet]),
        ApiMethod.Of(
            "POST",
            All,
            PermissionRequirement.LoggedIn,
            Create,
            [.. SdnParameters.SubnetOptions, SdnParameters.Subnet, Parameter.OneOf("type", "subnet") with { IsRequired = true }, Parameter.Text("vnet") with { IsRequired = true }]),
        ApiMethod.Get(One, PermissionRequirement.LoggedIn, Read, [.. SdnParameters.Views, SdnParameters.Vnet, SdnParameters.Subnet]),
        ApiMethod.Of(
            "PUT",
            One,
            PermissionRequirement.LoggedIn,
            Update,
            [.. SdnParameters.SubnetOptions, CommonParameters.Delete, CommonParameters.Digest, SdnParameters.Subnet, Parameter.Text("vnet")]),
        ApiMethod.Of("DELETE", One, PermissionRequirement.LoggedIn, Delete, SdnParameters.Vnet, SdnParameters.Subnet),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var vnet = VnetEndpoints.Require(cluster, permissions, call, "SDN.Audit", "SDN.Allocate");
        return ApiAnswer.List(SdnFiles.Subnets.Views(cluster, call).Where(entry => entry.Section["vnet"] == vnet.Id).Select(entry => entry.View));
    });

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var vnet = VnetEndpoints.Require(cluster, permissions, call, "SDN.Audit", "SDN.Allocate");
        if (SdnFiles.Subnets.Find(cluster, call.Parameters.Text("subnet")) is { } subnet && subnet["vnet"] != vnet.Id)
            throw ApiException.BadParameter("vnet", "wrong vnet");
        return SdnFiles.Subnets.Read(cluster, call);
    });

    private ApiAnswer Create(ApiCall call)
    {
        state.Read(cluster => VnetEndpoints.Require(cluster, permissions, call, "SDN.Allocate"));
        return SdnFiles.Change(state, "create sdn subnet", cluster =>
        {
            var vnet = SdnFiles.Vnets.Require(cluster, call.Parameters.Text("vnet"));
            var network = call.Parameters.Text("subnet");
            var options = SectionRules.Values(call, "subnet");
            Rules.CheckNew(options);
            SdnFiles.Subnets.Add(cluster, new()
            {
                Id = $"{vnet["zone"]}-{network.Replace('/', '-')}",
                Type = "subnet",
                Options = new(options, StringComparer.Ordinal) { ["cidr"] = network, ["zone"] = vnet["zone"] ?? "" },
            });
        });
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Read(cluster => VnetEndpoints.Require(cluster, permissions, call, "SDN.Allocate"));
        return SdnFiles.Change(state, "update sdn subnet", cluster =>
        {
            var subnet = SdnFiles.Subnets.Require(cluster, call.Parameters.Text("subnet"));
            SectionRules.RequireUnmodified(SdnFiles.Subnets.Digest(cluster), call);
            var (options, deletions) = (SectionRules.Values(call, "subnet"), SectionRules.Deletions(call));
            Rules.CheckChange(options, deletions);
            SectionRules.Apply(subnet.Options, options, deletions);
        });
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Read(cluster => VnetEndpoints.Require(cluster, permissions, call, "SDN.Allocate"));
        return SdnFiles.Change(state, "delete sdn subnet", cluster =>
            SdnFiles.Subnets.Written(cluster).RemoveAll(subnet => subnet.Id == call.Parameters.Text("subnet")));
    }
}
