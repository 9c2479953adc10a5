using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Shell;

/// <summary>The dashboard: for an Admin what happens and what waits, for a User what is theirs.</summary>
public sealed partial class Home
{
    private const int Portion = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private Person? person;
    private IReadOnlyList<DeclarationRow> declarations = [];
    private IReadOnlyList<DraftRow> drafts = [];
    private IReadOnlyList<DeclarationRow> rejected = [];
    private RunSubscription? subscription;
    private int pending;
    private int shown = Portion;
    private bool hasMore;

    private string PendingWords => pending switch
    {
        0 => "Nothing waits for approval.",
        1 => "1 decision waits for you.",
        _ => $"{pending} decisions wait for you.",
    };

    protected override void Follow()
    {
        Index.Changed += WantReload;
        Link.Changed += WantReload;
        Retries.Changed += WantReload;
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), _ => ReloadAsync());
    }

    protected override void Unfollow()
    {
        Index.Changed -= WantReload;
        Link.Changed -= WantReload;
        Retries.Changed -= WantReload;
        subscription?.Dispose();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Authentication is null || await People.FindAsync((await Authentication).User, cancellationToken) is not { } found) return;
        var read = found.IsAdmin ? await Declarations.RecentAsync(shown + 1, cancellationToken) : await Declarations.OfAuthorAsync(found.Name, shown + 1, cancellationToken);
        (declarations, hasMore) = ([.. read.Take(shown)], read.Count > shown);
        pending = found.IsAdmin ? await Declarations.CountPendingAsync(cancellationToken) + (await Retries.OpenAsync(cancellationToken)).Count : 0;
        rejected = await Declarations.RejectedOfAsync(found.Name, cancellationToken);
        drafts = await Drafts.ListAsync(found.Id, cancellationToken);
        person = found;
    }

    private Task ShowMoreAsync()
    {
        shown += Portion;
        return ReloadAsync();
    }
}
