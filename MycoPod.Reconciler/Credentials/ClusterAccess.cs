using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The way to the cluster, from the credentials file as it is now.</summary>
internal sealed class ClusterAccess(ProtectedDirectory directory, TimeProvider time) : IDisposable
{
    private const string FileName = "proxmox.json";
    private readonly Lock gate = new();
    private byte[]? known;
    private ProxmoxConnection? connection;

    /// <summary>A client that records in <paramref name="sink"/>, or null where no credentials were uploaded yet.</summary>
    /// <exception cref="FormatException">The file is not usable; the text says why, without its content.</exception>
    public ProxmoxClient? Open(IExchangeSink sink)
    {
        var content = directory.Find(FileName);
        if (content is null) return null;
        lock (gate)
        {
            if (connection is null || known is null || !content.AsSpan().SequenceEqual(known))
            {
                // The old connection may still carry a request; it goes with its last user.
                connection = new ProxmoxConnection(ProxmoxCredentials.Read(content), time);
                known = content;
            }

            return new ProxmoxClient(connection, sink);
        }
    }

    public void Dispose() => connection?.Dispose();
}
