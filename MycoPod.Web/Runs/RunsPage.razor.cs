using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>All runs, newest first; the newest is open.</summary>
public sealed partial class RunsPage
{
    private const int Shown = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private LiveRuns? live;
    private RunSubscription? subscription;
    private ChosenStep? chosen;
    private Guid? newestSeen;
    private Guid? openedByItself;

    protected override void Follow()
    {
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), ApplyAsync);
    }

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var read = live ?? new(Query);
        await read.LoadAsync(await Query.NewestAsync(Shown, cancellationToken), cancellationToken);
        live = read;
        await OpenNewestAsync();
    }

    private async Task ApplyAsync(IReadOnlyList<RunEvent> batch)
    {
        if (live is null)
        {
            await ReloadAsync();
            return;
        }

        await live.ApplyAsync(batch, Leaving);
        await OpenNewestAsync();
        if (chosen is { } step && batch.Any(e => e.RunId == step.RunId && e.StepNumber == step.Step)) await ChooseAsync(step.RunId, step.Step);
    }

    /// <summary>The newest run opens by itself; the one that did so before closes again.</summary>
    private async Task OpenNewestAsync()
    {
        if (live is not { Rows: [var newest, ..] } || newest.Id == newestSeen) return;
        if (openedByItself is { } before && chosen?.RunId != before) live.Collapse(before);
        await live.ExpandAsync(newest.Id, Leaving);
        newestSeen = openedByItself = newest.Id;
    }

    private async Task ToggleAsync(Guid run)
    {
        if (live is null) return;
        if (openedByItself == run) openedByItself = null;
        if (live.ViewOf(run) is null) await live.ExpandAsync(run, Leaving);
        else live.Collapse(run);
    }

    private async Task ChooseAsync(Guid run, int step)
    {
        if (chosen?.RunId != run || chosen.Step != step) chosen = new(run, step, null);
        chosen = new(run, step, await Query.ExchangesAsync(run, step, Leaving));
    }
}
