using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The real client over recorded answers, without a network and without credentials.</summary>
internal sealed class RecordedAccess : IDisposable
{
    private readonly ProxmoxConnection connection;

    public RecordedAccess(HttpMessageHandler answers)
    {
        connection = new(new([new("https://recorded:8006")], "batch@pve!plan", "none"), TimeProvider.System, answers);
        Client = new(connection, DiscardedExchanges.Instance);
    }

    public ProxmoxClient Client { get; }

    public void Dispose() => connection.Dispose();
}
