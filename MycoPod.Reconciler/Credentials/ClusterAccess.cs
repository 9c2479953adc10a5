using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The way to the cluster, from the credentials file as it is now.</summary>
internal sealed class ClusterAccess(ProtectedDirectory directory, TimeProvider time) : IDisposable
{
    internal const string FileName = "proxmox.json";
    private readonly Lock gate = new();
    private readonly AgentSecrets secrets = new(directory);
    private byte[]? known;
    private IReadOnlyList<string> knownSecrets = [];
    private ProxmoxConnection? connection;

    /// <summary>A client that records in <paramref name="sink"/>, or null where no credentials were uploaded yet.</summary>
    /// <exception cref="FormatException">The file is not usable; the text says why, without its content.</exception>
    public ProxmoxClient? Open(IExchangeSink sink)
    {
        var content = directory.Find(FileName);
        if (content is null) return null;
        lock (gate)
        {
            var values = secrets.Values;
            if (connection is null || known is null || !content.AsSpan().SequenceEqual(known) || !values.SequenceEqual(knownSecrets, StringComparer.Ordinal))
            {
                // The old connection may still carry a request; it goes with its last user.
                connection = new ProxmoxConnection(ProxmoxCredentials.Read(content), time, secrets: values);
                (known, knownSecrets) = (content, values);
            }

            return new ProxmoxClient(connection, new MeasuredExchanges(sink));
        }
    }

    /// <summary>How to log in to a node over SSH.</summary>
    /// <exception cref="FormatException">The file does not say how; the text says what is missing.</exception>
    public NodeLogin LoginTo(NodeName node)
    {
        if (directory.Find(FileName) is not { } content || ProxmoxCredentials.Read(content).Ssh is not { } ssh)
            throw new FormatException("The Proxmox credentials say nothing about SSH, so no command was run. Add the key ssh to the file and upload it in Settings.");
        return ssh.HostKeys.TryGetValue(node.Value, out var hostKey)
            ? new(ssh.User, ssh.PrivateKey, hostKey, ssh.Addresses.GetValueOrDefault(node.Value))
            : throw new FormatException($"The Proxmox credentials name no host key of {node}, so it was not logged in to. Add its fingerprint to ssh.hostKeys and upload the file in Settings.");
    }

    /// <summary>Base addresses of the nodes' API; none where no credentials were uploaded yet.</summary>
    /// <exception cref="FormatException">The file is not usable.</exception>
    public IReadOnlyList<Uri> Endpoints => directory.Find(FileName) is { } content ? ProxmoxCredentials.Read(content).Endpoints : [];

    /// <summary>What must never be stored or shown: of the credentials, and what is kept for steps.</summary>
    public IReadOnlyList<string> Secrets => [.. directory.Find(FileName) is { } content ? ProxmoxCredentials.Read(content).Secrets : [], .. secrets.Values];

    /// <summary>Names of the secrets that steps may name.</summary>
    public IReadOnlyList<string> SecretNames => secrets.Names;

    public void Dispose() => connection?.Dispose();
}
