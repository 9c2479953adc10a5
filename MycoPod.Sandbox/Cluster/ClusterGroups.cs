using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Storage;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Cluster;

/// <summary>All that is no guest's: the groups of methods, put together.</summary>
internal static class ClusterGroups
{
    public static IEnumerable<IEndpointGroup> Of(Parts parts)
    {
        var (state, permissions, accounts, tasks, clock) = parts;
        yield return new StorageConfigEndpoints(state, permissions, accounts);
        yield return new StorageEndpoints(state, permissions);
        yield return new VolumeEndpoints(state, permissions, tasks, clock);
        yield return new DownloadEndpoints(state, tasks, new(state, clock), clock);
        yield return new PruneEndpoints(state, permissions, tasks);
    }

    internal sealed record Parts(ClusterState State, Permissions Permissions, AccountsStore Accounts, TaskRunner Tasks, SandboxClock Clock);
}
