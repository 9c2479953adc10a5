using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Reads the networks of the SDN that are in effect: guests connect to them as to bridges. A cluster without an SDN has none.</summary>
internal sealed class SdnReader(ProxmoxClient client)
{
    /// <param name="nodes">Those that are online.</param>
    public async Task<IReadOnlyList<Bridge>> ReadAsync(IReadOnlyList<NodeName> nodes, CancellationToken cancellationToken)
    {
        try
        {
            var vnets = client.SendAsync(ProxmoxRequest.Get("/cluster/sdn/vnets?running=1"), cancellationToken);
            var zones = client.SendAsync(ProxmoxRequest.Get("/cluster/sdn/zones?running=1"), cancellationToken);
            await Task.WhenAll(vnets, zones);
            var places = (await zones).EnumerateArray().ToDictionary(z => z.RequiredText("zone"), z => Nodes(z, nodes), StringComparer.Ordinal);
            return
            [
                .. from vnet in (await vnets).EnumerateArray()
                   let zone = vnet.Text("zone")
                   where zone is not null
                   from node in places.GetValueOrDefault(zone, nodes)
                   select new Bridge(vnet.RequiredText("vnet"), node) { Zone = zone },
            ];
        }
        catch (ProxmoxException e) when (e.Kind is FailureKind.Permission or FailureKind.NotFound or FailureKind.Server)
        {
            return [];
        }
    }

    private static IReadOnlyList<NodeName> Nodes(JsonElement zone, IReadOnlyList<NodeName> all) =>
        zone.Text("nodes") is { Length: > 0 } names ? [.. all.Where(n => names.Split(',').Contains(n.Value))] : all;
}
