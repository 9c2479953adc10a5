using MycoPod.Core.Diagnosis;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Diagnosis;

/// <summary>Whether the cluster answers, and what the credentials permit there.</summary>
internal sealed class ClusterLook(ClusterAccess access, TimeProvider time)
{
    private const string Upload = "An Admin uploads the Proxmox credentials in MycoPod under Settings, Configuration.";

    public IEnumerable<Check> Checks()
    {
        yield return new("proxmox", AskAsync, "Compare the endpoints, the token and the certificate of the Proxmox credentials with what the node shows, and upload them again under Settings, Configuration.");
        foreach (var node in Nodes())
        {
            yield return new(
                node.Authority,
                async cancel => (await ServerLook.AtAsync(node, time, cancel)).Judge(node.Authority, time.GetUtcNow()),
                $"Look whether the node runs and its port 8006 is open to this host: curl -kI {node}");
        }
    }

    private IReadOnlyList<Uri> Nodes()
    {
        try
        {
            return access.Endpoints;
        }
        catch (FormatException)
        {
            // The check of the credentials says so.
            return [];
        }
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken)
    {
        if (access.Open(DiscardedExchanges.Instance) is not { } client) return [Finding.Warning("There are no Proxmox credentials yet, so nothing can be carried out.", Upload)];
        var (name, version) = await client.GetIdentityAsync(cancellationToken);
        var lacking = StepPrivileges.Lacking(await client.GetPermissionsAsync(cancellationToken));
        return
        [
            version.StartsWith("8.", StringComparison.Ordinal) || version.StartsWith("9.", StringComparison.Ordinal)
                ? Finding.Ok($"{name} answers: Proxmox VE {version}.")
                : Finding.Warning($"{name} answers: Proxmox VE {version}. MycoPod is made for 8.4.", "Upgrade Proxmox VE to 8.4."),
            lacking.Count == 0
                ? Finding.Ok($"{client.User} has the privileges of every kind of step.")
                : Finding.Warning($"{client.User} may not {string.Join("; ", lacking)}. Steps that need it are refused by the cluster.", "Give its role the privileges that you want MycoPod to use: Datacenter, Permissions, Roles. A token with privilege separation needs them itself."),
        ];
    }
}
