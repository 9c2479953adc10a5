using MycoPod.Web.Runs;

namespace MycoPod.Web.Shell;

/// <summary>What runs or is about to, live. Nothing is shown where nothing runs.</summary>
public sealed partial class RunningRuns
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private IReadOnlyList<RunRow> runs = [];
    private RunSubscription? subscription;

    protected override void Follow()
    {
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), _ => ReloadAsync());
    }

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken) => runs = await Query.UnfinishedAsync(cancellationToken);
}
