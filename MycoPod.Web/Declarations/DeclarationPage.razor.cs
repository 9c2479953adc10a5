using MycoPod.Core.Declarations;
using MycoPod.Core.Link;
using MycoPod.Core.Runs;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Declarations;

/// <summary>One declaration: text, plan, state and runs, live. Opened from View Status it goes on to the run.</summary>
public sealed partial class DeclarationPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private DeclarationView? view;
    private PlanningRecord? planning;
    private IReadOnlyList<RunRow> runs = [];
    private RunSubscription? subscription;

    /// <summary>An address may say anything.</summary>
    private bool Follows => string.Equals(FollowText, "true", StringComparison.OrdinalIgnoreCase);

    private bool IsFollowing => Follows && view?.Row.State == DeclarationState.Ready;

    protected override object Subject => (Id, Follows);

    protected override void Follow()
    {
        Index.Changed += WantReload;
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), _ => ReloadAsync());
    }

    protected override void Unfollow()
    {
        Index.Changed -= WantReload;
        subscription?.Dispose();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        view = await Query.FindAsync(Id, cancellationToken);
        planning = view?.PlanDigest is { } digest && Authentication is not null ? await Plannings.FindAsync((await Authentication).User, Id, digest, cancellationToken) : null;
        runs = await Runs.OfDeclarationAsync(Id, cancellationToken);
        if (Follows && view?.Row.RunId is { } run) Navigation.NavigateTo($"/runs/{run}", replace: true);
    }
}
