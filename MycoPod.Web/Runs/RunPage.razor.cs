using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>One run, live.</summary>
public sealed partial class RunPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private LiveRuns? live;
    private RunSubscription? subscription;
    private ChosenStep? chosen;
    private bool isFollowing;

    private RunRow? Run => live is { Rows: [var run] } ? run : null;

    protected override void Follow() => subscription = Feed.Subscribe(Id);

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        live ??= new(Query);
        await live.LoadAsync(await Query.ThoseAsync([Id], cancellationToken), cancellationToken);
        if (isFollowing) return;
        await live.ExpandAsync(Id, cancellationToken);
        isFollowing = true;
        if (subscription is { } events) While(leaving => events.BatchesAsync(Pace, Clock, leaving), ApplyAsync);
    }

    private async Task ApplyAsync(IReadOnlyList<RunEvent> batch)
    {
        if (live is null) return;
        await live.ApplyAsync(batch, Leaving);
        if (chosen is { } step && batch.Any(e => e.StepNumber == step.Step)) await ChooseAsync(step.Step);
    }

    private async Task ChooseAsync(int step)
    {
        if (chosen?.Step != step) chosen = new(Id, step, null);
        chosen = new(Id, step, await Query.ExchangesAsync(Id, step, Leaving));
    }
}
