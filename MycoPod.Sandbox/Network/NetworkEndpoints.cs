using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Network;

/// <summary>
/// A node's interfaces: changes are staged, PUT on the list applies them, DELETE throws them away (pve-manager 8.4.1,
/// API2/Network.pm). A change that does not repeat an address takes it away.
/// </summary>
internal sealed class NetworkEndpoints(ClusterState state, Permissions permissions, TaskRunner tasks) : IEndpointGroup
{
    private const string All = "/nodes/{node}/network";
    private const string One = $"{All}/{{iface}}";

    private static readonly string[] Gateways = ["gateway", "gateway6"];
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/nodes/{node}", "Sys.Modify");
    private static readonly Parameter[] Named = [StandardParameters.Node, InterfaceParameters.Name];
    private static readonly Parameter Kind = Parameter.OneOf(
        "type", "bridge", "bond", "eth", "alias", "vlan", "OVSBridge", "OVSBond", "OVSPort", "OVSIntPort", "vnet", "any_bridge", "any_local_bridge");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List, StandardParameters.Node, Kind),
        ApiMethod.Of("POST", All, MayChange, Create, InterfaceParameters.Create),
        ApiMethod.Of("PUT", All, MayChange, Apply, StandardParameters.Node),
        ApiMethod.Of("DELETE", All, MayChange, Revert, StandardParameters.Node),
        ApiMethod.Get(One, PermissionRequirement.On("/nodes/{node}", "Sys.Audit"), Read, Named),
        ApiMethod.Of("PUT", One, MayChange, Update, InterfaceParameters.Update),
        ApiMethod.Of("DELETE", One, MayChange, Delete, Named),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster =>
        {
            var node = Node(cluster, call);
            var entries = Current(node).Select((entry, index) => (Entry: entry, Index: index))
                .Where(item => Fits(item.Entry, type))
                .Where(item => type is not ("any_bridge" or "any_local_bridge") || permissions.Has(call.Caller, $"/sdn/zones/localnetwork/{item.Entry.Id}", "SDN.Use"))
                .Select(item => InterfaceView.Entry(node, item.Entry, item.Index));
            var vnets = type is "any_bridge" or "vnet" ? node.Vnets.Select(name => new JsonObject { ["iface"] = name, ["type"] = "vnet", ["active"] = 1 }) : [];
            return ApiAnswer.List([.. entries, .. vnets]) with
            {
                Changes = node.StagedNetwork is null ? null : InterfaceFile.Difference(node.Network, node.StagedNetwork),
            };
        });
    }

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var interfaces = Current(Node(cluster, call));
        var entry = Require(interfaces, call);
        return ApiAnswer.Of(InterfaceView.Of(entry, interfaces.IndexOf(entry)));
    });

    private ApiAnswer Create(ApiCall call)
    {
        Stage(call, interfaces =>
        {
            var name = call.Parameters.Text("iface");
            if (interfaces.Exists(entry => entry.Id == name))
                throw ApiException.BadParameter("iface", "interface already exists");
            if (call.Parameters.Text("type").StartsWith("OVS", StringComparison.Ordinal))
                throw ApiException.Failure("Open VSwitch is not installed (need package 'openvswitch-switch')");
            RequireNoOtherGateway(interfaces, call);

            var entry = new ConfigSection { Id = name, Type = call.Parameters.Text("type") };
            Set(entry, call);
            interfaces.Add(entry);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        Stage(call, interfaces =>
        {
            var entry = Require(interfaces, call);
            RequireNoOtherGateway(interfaces, call);

            foreach (var name in SectionRules.Deletions(call))
                entry.Options.Remove(name);
            foreach (var name in Lost(call))
                entry.Options.Remove(name);
            Set(entry, call);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        Stage(call, interfaces => interfaces.Remove(Require(interfaces, call)));
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Apply(ApiCall call) => ApiAnswer.Of(tasks.Start(call.Node, "srvreload", "networking", call.Caller, async worker =>
    {
        await worker.WorkAsync(3);
        state.Change(cluster =>
        {
            var node = Node(cluster, call);
            (node.Network, node.StagedNetwork) = (node.StagedNetwork ?? node.Network, null);
        });
    }).ToString());

    private ApiAnswer Revert(ApiCall call)
    {
        state.Change(cluster => Node(cluster, call).StagedNetwork = null);
        return ApiAnswer.Nothing;
    }

    /// <summary>Works on a copy, so that a refused change leaves nothing behind.</summary>
    private void Stage(ApiCall call, Action<List<ConfigSection>> change) => state.Change(cluster =>
    {
        var node = Node(cluster, call);
        List<ConfigSection> staged = [.. Current(node).Select(entry => entry.Copy())];
        change(staged);
        node.StagedNetwork = staged;
    });

    private static void Set(ConfigSection entry, ApiCall call)
    {
        foreach (var (name, value) in SectionRules.Values(call, "node", "iface"))
        {
            if (name is "cidr" or "cidr6" && value.Split('/') is [var address, var mask])
                (entry.Options[name.Replace("cidr", "address", StringComparison.Ordinal)], entry.Options[name.Replace("cidr", "netmask", StringComparison.Ordinal)]) = (address, mask);
            else if (name is "autostart" or "bridge_vlan_aware" && value == "0")
                entry.Options.Remove(name);
            else
                entry.Options[name] = value;
        }

        if (entry.Type == "bridge")
            entry.Options.TryAdd("bridge_ports", "");
    }

    /// <summary>The method becomes manual without an address, and a manual interface has none.</summary>
    private static IEnumerable<string> Lost(ApiCall call) =>
    [
        .. call.Parameters.Has("cidr") || call.Parameters.Has("address") ? [] : new[] { "address", "netmask", "gateway" },
        .. call.Parameters.Has("cidr6") || call.Parameters.Has("address6") ? [] : new[] { "address6", "netmask6", "gateway6" },
    ];

    private static void RequireNoOtherGateway(List<ConfigSection> interfaces, ApiCall call)
    {
        foreach (var name in Gateways.Where(call.Parameters.Has))
        {
            if (interfaces.Find(entry => entry.Id != call.Parameters.Text("iface") && entry[name] is not null) is { } other)
                throw ApiException.BadParameter(name, $"Default gateway already exists on interface '{other.Id}'.");
        }
    }

    private static bool Fits(ConfigSection entry, string? type) =>
        type is null || type == entry.Type || (type is "any_bridge" or "any_local_bridge" && entry.Type is "bridge" or "OVSBridge");

    private static List<ConfigSection> Current(ClusterNode node) => node.StagedNetwork ?? node.Network;

    private static ClusterNode Node(ClusterDocument cluster, ApiCall call) => cluster.FindNode(call.Node) ?? cluster.Nodes[0];

    private static ConfigSection Require(List<ConfigSection> interfaces, ApiCall call) =>
        interfaces.Find(entry => entry.Id == call.Parameters.Text("iface")) ?? throw ApiException.BadParameter("iface", "interface does not exist");
}
