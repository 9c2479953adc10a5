using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Sdn;

/// <summary>SDN zones, and PUT /cluster/sdn, which makes nodes do what the files say (pve-network 0.11, API2/Network/SDN.pm, Zones.pm).</summary>
internal sealed class ZoneEndpoints(ClusterState state, Permissions permissions, TaskRunner tasks) : IEndpointGroup
{
    private const string All = "/cluster/sdn/zones";
    private const string One = $"{All}/{{zone}}";

    private static readonly string[] Parts = ["vnets", "zones", "controllers", "ipams", "dns"];
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/sdn/zones/{zone}", "SDN.Allocate");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/cluster/sdn", PermissionRequirement.On("/sdn", "SDN.Audit"), _ => ApiAnswer.List(Parts.Select(part => new System.Text.Json.Nodes.JsonObject { ["id"] = part }))),
        ApiMethod.Of("PUT", "/cluster/sdn", PermissionRequirement.On("/sdn", "SDN.Allocate"), Apply),
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List, [.. SdnParameters.Views, Parameter.OneOf("type", SdnParameters.ZoneTypes)]),
        ApiMethod.Of(
            "POST",
            All,
            PermissionRequirement.On("/sdn/zones", "SDN.Allocate"),
            Create,
            [.. SdnParameters.ZoneOptions, Parameter.OneOf("type", SdnParameters.ZoneTypes) with { IsRequired = true, Format = Formats.ConfigId }, SdnParameters.Zone]),
        ApiMethod.Get(One, MayChange, call => state.Read(cluster => SdnFiles.Zones.Read(cluster, call)), [.. SdnParameters.Views, SdnParameters.Zone]),
        ApiMethod.Of("PUT", One, MayChange, Update, [.. SdnParameters.ZoneOptions, CommonParameters.Delete, CommonParameters.Digest, SdnParameters.Zone]),
        ApiMethod.Of("DELETE", One, MayChange, Delete, SdnParameters.Zone),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(SdnFiles.Zones.Views(cluster, call)
            .Where(entry => type is null || entry.Section.Type == type)
            .Where(entry => permissions.HasAny(call.Caller, $"/sdn/zones/{entry.Section.Id}", "SDN.Audit", "SDN.Allocate"))
            .Select(entry => entry.View)));
    }

    private ApiAnswer Create(ApiCall call)
    {
        var type = call.Parameters.Text("type");
        var options = SectionRules.Values(call, "zone");
        SdnParameters.ZoneRules[type].CheckNew(options);
        return SdnFiles.Change(state, "create sdn zone", cluster =>
        {
            RequireKnown(cluster, options);
            SdnFiles.Zones.Add(cluster, new() { Id = call.Parameters.Text("zone"), Type = type, Options = new(options, StringComparer.Ordinal) });
        });
    }

    private ApiAnswer Update(ApiCall call) => SdnFiles.Change(state, "update sdn zone", cluster =>
    {
        SectionRules.RequireUnmodified(SdnFiles.Zones.Digest(cluster), call);
        var zone = SdnFiles.Zones.Require(cluster, call.Parameters.Text("zone"));
        var (options, deletions) = (SectionRules.Values(call, "zone"), SectionRules.Deletions(call));
        SdnParameters.ZoneRules[zone.Type].CheckChange(options, deletions);
        RequireKnown(cluster, options);
        SectionRules.Apply(zone.Options, options, deletions);
    });

    private ApiAnswer Delete(ApiCall call) => SdnFiles.Change(state, "delete sdn zone", cluster =>
    {
        var zone = SdnFiles.Zones.Require(cluster, call.Parameters.Text("zone"));
        if (SdnFiles.Vnets.Written(cluster).Find(vnet => vnet["zone"] == zone.Id) is { } vnet)
            throw ApiException.Failure($"zone {zone.Id} is used by vnet {vnet.Id}");
        SdnFiles.Zones.Written(cluster).Remove(zone);
    });

    /// <summary>One task that has each node reload its network; until then nothing that was changed is in effect.</summary>
    private ApiAnswer Apply(ApiCall call)
    {
        state.Change(cluster =>
        {
            foreach (var file in new[] { SdnFiles.Zones, SdnFiles.Vnets, SdnFiles.Subnets })
                file.Apply(cluster);
        });
        var (first, names) = state.Read(cluster => (cluster.Nodes[0].Name, cluster.Nodes.Select(node => node.Name).ToArray()));
        return ApiAnswer.Of(tasks.Start(first, "reloadnetworkall", "", call.Caller, async worker =>
        {
            foreach (var name in names)
            {
                await worker.LogAsync($"{name}: reloading network config", 2);
                state.Change(cluster =>
                {
                    if (cluster.FindNode(name) is { } node)
                        node.Vnets = SdnFiles.VnetsOn(cluster, name);
                });
            }
        }).ToString());
    }

    private static void RequireKnown(ClusterDocument cluster, Dictionary<string, string> options)
    {
        foreach (var node in ParameterValues.Split(options.GetValueOrDefault("nodes", "")))
        {
            if (cluster.FindNode(node) is null)
                throw ApiException.BadParameter("nodes", $"node '{node}' does not exist");
        }

        if (options.TryGetValue("ipam", out var ipam) && ipam is not ("pve" or ""))
            throw ApiException.BadParameter("ipam", $"{ipam} not existing");
        if (options.TryGetValue("dns", out var dns))
            throw ApiException.BadParameter("dns", $"{dns} don't exist");
        if (options.ContainsKey("dnszone"))
            throw ApiException.BadParameter("dnszone", "missing dns server");
    }
}
