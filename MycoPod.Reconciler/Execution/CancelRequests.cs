using System.Collections.Concurrent;

namespace MycoPod.Reconciler.Execution;

/// <summary>Which runs somebody cancelled while they are carried out. The database holds the same, for a process that comes after this one.</summary>
internal sealed class CancelRequests
{
    private readonly ConcurrentDictionary<Guid, CancelRequest> wanted = new();

    public CancelRequest? Find(Guid runId) => wanted.GetValueOrDefault(runId);

    public void Set(Guid runId, CancelRequest request) => wanted[runId] = request;

    public void Forget(Guid runId) => wanted.TryRemove(runId, out _);
}
