using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Uploads;

namespace MycoPod.Reconciler.Planning;

/// <summary>What a plan can be made on: the cluster's inventory, and what the Agent itself has for steps.</summary>
internal sealed class ClusterSight(ClusterAccess access, UploadFolder uploads, TimeProvider time)
{
    /// <param name="text">Only files that it names are looked at.</param>
    /// <returns>Null without credentials.</returns>
    /// <exception cref="MycoPod.Core.Proxmox.Errors.ProxmoxException">The cluster cannot be read.</exception>
    /// <exception cref="FormatException">The credentials cannot be used.</exception>
    public async Task<InventorySnapshot?> ReadAsync(string text, CancellationToken cancellationToken) =>
        access.Open(DiscardedExchanges.Instance) is { } client
            ? await new InventoryReader(client, time).ReadAsync(cancellationToken) with { Caller = client.User, Secrets = access.SecretNames, Uploads = uploads.NamedIn(text) }
            : null;
}
