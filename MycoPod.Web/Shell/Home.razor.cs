using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Shell;

/// <summary>The dashboard: for an Admin what happens and what waits, for a User what is theirs.</summary>
public sealed partial class Home
{
    private const int Shown = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private Person? person;
    private IReadOnlyList<DeclarationRow> declarations = [];
    private IReadOnlyList<DraftRow> drafts = [];
    private IReadOnlyList<DeclarationRow> rejected = [];
    private RunSubscription? subscription;
    private int pending;

    private string PendingWords => pending switch
    {
        0 => "Nothing waits for approval.",
        1 => "1 declaration waits for you.",
        _ => $"{pending} declarations wait for you.",
    };

    protected override void Follow()
    {
        Index.Changed += WantReload;
        Link.Changed += WantReload;
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), _ => ReloadAsync());
    }

    protected override void Unfollow()
    {
        Index.Changed -= WantReload;
        Link.Changed -= WantReload;
        subscription?.Dispose();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Authentication is null || await People.FindAsync((await Authentication).User, cancellationToken) is not { } found) return;
        declarations = found.IsAdmin ? await Declarations.RecentAsync(Shown, cancellationToken) : await Declarations.OfAuthorAsync(found.Name, Shown, cancellationToken);
        pending = found.IsAdmin ? await Declarations.CountPendingAsync(cancellationToken) : 0;
        rejected = await Declarations.RejectedOfAsync(found.Name, cancellationToken);
        drafts = await Drafts.ListAsync(found.Id, cancellationToken);
        person = found;
    }
}
