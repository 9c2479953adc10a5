using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Migration;

/// <summary>GET /nodes/{node}/qemu/{vmid}/migrate: what a migration would meet.</summary>
internal sealed class MigrationConditions(ClusterState state)
{
    public ApiAnswer Show(ApiCall call) => state.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        guest.RequireUnlocked();
        var view = new JsonObject
        {
            ["running"] = guest.IsRunning ? 1 : 0,
            ["local_disks"] = new JsonArray([.. LocalDisks(cluster, guest)]),
            ["local_resources"] = new JsonArray([.. LocalResources(guest)]),
            ["mapped-resources"] = new JsonArray(),
        };
        if (guest.IsRunning)
            return ApiAnswer.Of(view);

        view["allowed_nodes"] = new JsonArray([.. cluster.Nodes.Where(node => node.Name != guest.Node).Select(node => JsonValue.Create(node.Name))]);
        view["not_allowed_nodes"] = new JsonObject();
        return ApiAnswer.Of(view);
    });

    private static IEnumerable<JsonObject> LocalDisks(ClusterDocument cluster, Guest guest) =>
        from entry in guest.Config
        where Machines.MachineOptions.IsDrive(entry.Key) || entry.Key.StartsWith("unused", StringComparison.Ordinal)
        let volume = cluster.FindVolume(guest, entry.Value)
        where volume is { Node: not null }
        select new JsonObject { ["volid"] = volume.Id, ["drivename"] = entry.Key, ["cdrom"] = GuestVolumes.IsCdrom(entry.Value) ? 1 : 0, ["size"] = volume.Size, ["replicate"] = 1 };

    private static IEnumerable<JsonNode?> LocalResources(Guest guest) => guest.Config.Keys
        .Where(name => name.StartsWith("hostpci", StringComparison.Ordinal) || name.StartsWith("usb", StringComparison.Ordinal))
        .Select(name => JsonValue.Create(name));
}
