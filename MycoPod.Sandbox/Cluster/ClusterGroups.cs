using System.Security.Cryptography.X509Certificates;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Firewall;
using MycoPod.Sandbox.Ha;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Jobs;
using MycoPod.Sandbox.Network;
using MycoPod.Sandbox.Pools;
using MycoPod.Sandbox.Sdn;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Storage;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Cluster;

/// <summary>All that is no guest's: the groups of methods, put together.</summary>
internal static class ClusterGroups
{
    public static IEnumerable<IEndpointGroup> Of(Parts parts)
    {
        var (state, permissions, accounts, tasks, clock, certificate) = parts;
        yield return new UserEndpoints(accounts, permissions);
        yield return new TokenEndpoints(accounts, permissions);
        yield return new GroupEndpoints(accounts, permissions);
        yield return new RoleEndpoints(accounts);
        yield return new RuleEndpoints(accounts, permissions);
        yield return new PoolEndpoints(state, permissions, accounts, new(clock));
        yield return new NetworkEndpoints(state, permissions, tasks);
        yield return new NodeSettingsEndpoints(state, clock, certificate);
        yield return new StorageConfigEndpoints(state, permissions, accounts);
        yield return new StorageEndpoints(state, permissions);
        yield return new VolumeEndpoints(state, permissions, tasks, clock);
        yield return new DownloadEndpoints(state, tasks, new(state, clock), clock);
        yield return new PruneEndpoints(state, permissions, tasks);
        yield return new ZoneEndpoints(state, permissions, tasks);
        yield return new VnetEndpoints(state, permissions);
        yield return new SubnetEndpoints(state, permissions);
        yield return new HaResourceEndpoints(state);
        yield return new HaGroupEndpoints(state);
        yield return new HaStatusEndpoints(state, clock);
        yield return new ReplicationEndpoints(state, permissions);
        yield return new ReplicationStatusEndpoints(state, permissions, clock);
        yield return new BackupEndpoints(state, clock);
        yield return new OptionEndpoints(state, permissions);
        foreach (var group in FirewallGroups.Of(state))
            yield return group;
    }

    internal sealed record Parts(ClusterState State, Permissions Permissions, AccountsStore Accounts, TaskRunner Tasks, SandboxClock Clock, X509Certificate2 Certificate);
}
