using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Runs;

/// <summary>Run events for listeners other than pages.</summary>
[Authorize]
internal sealed class RunsHub(RunFeed feed, RunLines lines, Sessions sessions) : Hub
{
    public const string Path = "/hubs/runs";

    /// <summary>Whoever logs out follows nothing any more.</summary>
    public override Task OnConnectedAsync()
    {
        var connection = Context;
        var session = connection.User is { } user ? SessionKey.Of(user)?.Id : null;
        EventHandler<string> leave = (_, ended) =>
        {
            if (ended == session) connection.Abort();
        };
        sessions.Ended += leave;
        connection.ConnectionAborted.Register(() => sessions.Ended -= leave);
        return base.OnConnectedAsync();
    }

    /// <summary>Every event of a run after <paramref name="afterSequence"/>: those that are stored, then each as it comes.</summary>
    public async IAsyncEnumerable<RunEvent> Follow(Guid runId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.Subscribe(runId);
        var last = afterSequence;
        await foreach (var stored in lines.AfterAsync(runId, last, cancellationToken))
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
