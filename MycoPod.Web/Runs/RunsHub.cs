using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Run events for listeners other than pages.</summary>
[Authorize]
internal sealed class RunsHub(RunFeed feed, RunQuery runs) : Hub
{
    public const string Path = "/hubs/runs";

    /// <summary>Every event of a run after <paramref name="afterSequence"/>: those that are stored, then each as it comes.</summary>
    public async IAsyncEnumerable<RunEvent> Follow(Guid runId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe(runId);
        var last = afterSequence;
        foreach (var stored in await runs.EventsAfterAsync(runId, last, cancellationToken))
        {
            last = stored.Sequence;
            yield return stored;
        }

        await foreach (var happened in subscription.EventsAsync(cancellationToken))
        {
            if (happened.Sequence <= last) continue;
            last = happened.Sequence;
            yield return happened;
        }
    }
}
