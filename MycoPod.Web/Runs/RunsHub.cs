using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Web.Runs;

/// <summary>Run events for listeners other than pages.</summary>
[Authorize]
internal sealed class RunsHub(RunFeed feed, RunLines lines, Sessions sessions, PersonQuery people) : Hub
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
        EventHandler ask = (_, _) => _ = LeaveIfEndedAsync(connection);
        sessions.Ended += leave;
        sessions.Doubted += ask;
        connection.ConnectionAborted.Register(() =>
        {
            sessions.Ended -= leave;
            sessions.Doubted -= ask;
        });

        // Once more: it may have ended since the connection was let in.
        return LeaveIfEndedAsync(connection);
    }

    private async Task LeaveIfEndedAsync(HubCallerContext connection)
    {
        try
        {
            if (connection.User is not { } user || await people.FindAsync(user, connection.ConnectionAborted) is null) connection.Abort();
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is OperationCanceledException)
        {
            // It is asked again as soon as the database answers, or has gone anyway.
        }
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
