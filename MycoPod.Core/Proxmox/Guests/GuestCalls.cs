using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Guests;

/// <summary>Calls about guests.</summary>
public static class GuestCalls
{
    /// <summary>The configuration of a guest, or null where there is none of that number and kind on that node.</summary>
    public static async Task<GuestConfig?> FindConfigAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        try
        {
            var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}/config"), cancellationToken);
            return new GuestConfig(
                data.Text(kind == GuestKind.Ct ? "hostname" : "name"),
                CreationMarker.Find(data.Text("description")),
                HardwareId.Of(data),
                data.Text("lock"),
                data.Values());
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// As <see cref="FindConfigAsync"/>, for guests that are only looked at in passing: one on a node that does not answer is unknown,
    /// and must not keep the rest of the cluster from being read.
    /// </summary>
    public static async Task<GuestConfig?> TryReadConfigAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindConfigAsync(node, kind, vmid, cancellationToken);
        }
        catch (ProxmoxException)
        {
            return null;
        }
    }

    /// <summary>A guest's snapshots, or null where they cannot be read.</summary>
    public static async Task<IReadOnlyList<TakenSnapshot>?> TryReadSnapshotsAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        try
        {
            var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}/snapshot"), cancellationToken);
            return [.. data.EnumerateArray().Where(s => s.Text("name") != "current").Select(s => new TakenSnapshot(s.RequiredText("name"), s.Number("snaptime")))];
        }
        catch (ProxmoxException)
        {
            return null;
        }
    }

    /// <summary>What of a guest's configuration waits for its next start, by its API names.</summary>
    public static async Task<IReadOnlyList<string>> GetPendingAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}/pending"), cancellationToken);
        return [.. data.EnumerateArray().Where(v => v.TryGetProperty("pending", out _) || v.Flag("delete")).Select(v => v.RequiredText("key"))];
    }

    /// <summary>Whether a guest runs.</summary>
    public static async Task<GuestPower> GetPowerAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}/status/current"), cancellationToken);
        if (data.RequiredText("status") != "running") return GuestPower.Stopped;
        return data.Text("qmpstatus") is "paused" or "suspended" ? GuestPower.Paused : GuestPower.Running;
    }

    /// <summary>As <see cref="GetPowerAsync"/>, for guests that are only looked at in passing: one that cannot be asked is <see cref="GuestPower.Unknown"/>.</summary>
    public static async Task<GuestPower> TryGetPowerAsync(
        this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetPowerAsync(node, kind, vmid, cancellationToken);
        }
        catch (ProxmoxException)
        {
            return GuestPower.Unknown;
        }
    }

    /// <summary>Whether a guest is under HA, so that what it is asked for happens later.</summary>
    public static async Task<bool> IsUnderHaAsync(this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}/status/current"), cancellationToken);
        return data.TryGetProperty("ha", out var ha) && ha.Flag("managed");
    }

    /// <summary>The lowest free number. Nothing is reserved.</summary>
    public static async Task<Vmid> GetNextFreeVmidAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get("/cluster/nextid"), cancellationToken);
        return new(int.Parse(data.ToString()));
    }
}
