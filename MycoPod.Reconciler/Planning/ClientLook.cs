using System.Text.Json;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Reconciler.Planning;

/// <summary>Looks at the cluster that a client reaches.</summary>
/// <param name="open">The client, or null where there are no credentials.</param>
internal sealed class ClientLook(Func<ProxmoxClient?> open) : IClusterLook
{
    public async Task<JsonElement?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (open() is not { } client) return null;
        try
        {
            return await client.SendAsync(ProxmoxRequest.Get(path), cancellationToken);
        }
        catch (ProxmoxException)
        {
            return null;
        }
    }
}
