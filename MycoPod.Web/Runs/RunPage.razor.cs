using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>One run, live.</summary>
public sealed partial class RunPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private LiveRuns? live;
    private RunSubscription? subscription;
    private ChosenStep? chosen;

    private RunRow? Run => live is { Rows: [var run] } ? run : null;

    protected override object Subject => Id;

    protected override void Follow()
    {
        live = null;
        chosen = null;
        var events = subscription = Feed.Subscribe(Id);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), ApplyAsync);
    }

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (read, run) = (live ?? new(Query), Id);
        await read.LoadAsync(await Query.ThoseAsync([run], cancellationToken), cancellationToken);
        if (live is null) await read.ExpandAsync(run, cancellationToken);
        if (run == Id) live = read;
    }

    private async Task ApplyAsync(IReadOnlyList<RunEvent> batch)
    {
        if (live is null)
        {
            await ReloadAsync();
            return;
        }

        await live.ApplyAsync(batch, Leaving);
        if (chosen is { } step && batch.Any(e => e.StepNumber == step.Step)) await ChooseAsync(step.Step);
    }

    private async Task ChooseAsync(int step)
    {
        var run = Id;
        if (chosen?.Step != step) chosen = new(run, step, null);
        var exchanges = await Query.ExchangesAsync(run, step, Leaving);
        if (run == Id) chosen = new(run, step, exchanges);
    }
}
