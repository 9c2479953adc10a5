using System.Globalization;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>One run, live. The address says which step and which line are shown, so that it can be shared.</summary>
public sealed partial class RunPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private LiveRuns? live;
    private RunSubscription? subscription;
    private ChosenStep? chosen;

    private RunRow? Run => live is { Rows: [var run] } ? run : null;

    private long? LineNumber => long.TryParse(Line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private int? StepNumber => int.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    protected override object Subject => Id;

    protected override async Task OnParametersSetAsync()
    {
        var shown = chosen is null ? null : chosen with { Heard = 0 };
        var asked = new ChosenStep(Id, StepNumber, LineNumber);
        if (shown != asked) chosen = asked.Step is null ? null : asked;
        await base.OnParametersSetAsync();
    }

    protected override void Follow()
    {
        live = null;
        var events = subscription = Feed.Subscribe(Id);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), ApplyAsync);
    }

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (read, run) = (live ?? new(Query, Id), Id);
        await read.LoadAsync(RunFilter.None, cancellationToken);
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
        chosen = chosen?.Hearing(batch);
    }

    private void Choose(ChosenStep? wanted)
    {
        chosen = wanted;
        Navigation.NavigateTo(RunLink.Of(Id, wanted?.Step, wanted is null ? LineNumber : wanted.Line), replace: true);
    }
}
