using System.Security.Claims;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;
using MycoPod.Web.Link;
using MycoPod.Web.Orders;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Approvals;

/// <summary>What waits for an Admin. New submissions appear by themselves.</summary>
public sealed partial class ApprovalsPage
{
    private readonly Dictionary<string, DeclarationView> opened = new(StringComparer.Ordinal);
    private IReadOnlyList<DeclarationRow> pending = [];
    private IReadOnlyList<OpenRetry> retries = [];
    private Banner? banner;
    private string? problem;
    private string? working;
    private DeclarationRow? gone;
    private Person? reader;

    private string? Hint => (IsLoading, pending.Count(p => p.State == DeclarationState.PendingApproval) + retries.Count) switch
    {
        (true, _) or (_, 0) => null,
        (_, 1) => "1 decision waits for you.",
        (_, var count) => $"{count} decisions wait for you.",
    };

    private string Begin => Link.Presence?.State switch
    {
        null => "the reconciliation starts once the Agent is connected.",
        { Pause: not null } => "the reconciliation starts once it is resumed.",
        _ => "the reconciliation starts now.",
    };

    protected override void Follow()
    {
        Index.Changed += WantReload;
        Retries.Changed += WantReload;
    }

    protected override void Unfollow()
    {
        Index.Changed -= WantReload;
        Retries.Changed -= WantReload;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (banner is null && Committed is { Length: 40 } commit && commit.All(char.IsAsciiHexDigit))
            banner = await OfCommitAsync(commit, cancellationToken);
        else if (banner is { DeclarationId: null })
            banner = banner with { DeclarationId = await Query.FindByCommitAsync(banner.Commit, cancellationToken) };
        pending = await Query.ForApprovalsAsync(cancellationToken);
        retries = await Retries.OpenAsync(cancellationToken);
        if (Authentication is not null) reader = await People.FindAsync((await Authentication).User, cancellationToken);
        foreach (var (folder, view) in opened.Where(o => !pending.Any(p => p.Folder == o.Key && p.Revision == o.Value.Row.Revision)).ToList())
        {
            opened.Remove(folder);
            if (folder != working) gone = view.Row;
        }
    }

    /// <summary>An old link must not say that something starts now.</summary>
    private async Task<Banner> OfCommitAsync(string commit, CancellationToken cancellationToken)
    {
        var id = await Query.FindByCommitAsync(commit, cancellationToken);
        var state = id is { } known ? (await Query.FindAsync(known, cancellationToken))?.Row.State : null;
        var words = state switch
        {
            null or DeclarationState.Ready => $"Committed and ready: {Begin}",
            DeclarationState.Running => "Committed and ready: the reconciliation has begun.",
            _ => "Committed.",
        };
        return new(words, commit, id);
    }

    private async Task ToggleAsync(DeclarationRow row)
    {
        gone = null;
        if (opened.Remove(row.Folder)) return;
        if (await Query.FindInAsync(row.Folder, Leaving) is { } view) opened[row.Folder] = view;
    }

    private async Task ApproveAsync(DeclarationView view)
    {
        if (view.PlanDigest is not { } plan || Authentication is null) return;
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs, $"Approve “{view.Row.Title}”", "This approves the declaration and its plan exactly as you see them, and starts the reconciliation.", "Keep reading", view.Plan);
        if (!isSure) return;
        working = view.Row.Folder;
        problem = null;
        try
        {
            await ApproveAsync((await Authentication).User, view, plan);
        }
        finally
        {
            working = null;
        }
    }

    private async Task ApproveAsync(ClaimsPrincipal principal, DeclarationView view, string plan)
    {
        var outcome = await Approving.ApproveAsync(principal, new(view.Row.Folder, view.Row.Revision, view.TextDigest, plan), CancellationToken.None);
        if (outcome.Commit is { } commit)
        {
            banner = new($"“{view.Row.Title}” is approved: {Begin}", commit, view.Row.Id);
            opened.Remove(view.Row.Folder);
            return;
        }

        problem = Named(view.Row, outcome.Problem);
        if (outcome.IsOutdated) await ShowPresentAsync(view);
    }

    private async Task DecideAsync(OpenRetry open, bool isGranted)
    {
        if (Authentication is null) return;
        working = open.Id.ToString();
        problem = null;
        try
        {
            var outcome = await Orders.DecideAsync((await Authentication).User, open, isGranted, CancellationToken.None);
            problem = outcome.Problem is { } why ? $"“{open.Run.Title}”: {why}" : null;
        }
        finally
        {
            working = null;
        }

        await ReloadAsync();
    }

    private async Task RejectAsync(DeclarationRow row, string comment)
    {
        if (Authentication is null) return;
        working = row.Folder;
        problem = null;
        try
        {
            var outcome = await Rejecting.RejectAsync((await Authentication).User, new(row.Folder, row.Revision), comment, CancellationToken.None);
            problem = Named(row, outcome.Problem);
            if (outcome.Commit is { } commit) banner = new($"“{row.Title}” went back to {row.Author} with your comment.", commit, row.Id);
            if (outcome.Commit is not null) opened.Remove(row.Folder);
            else if (outcome.IsOutdated && opened.GetValueOrDefault(row.Folder) is { } view) await ShowPresentAsync(view);
        }
        finally
        {
            working = null;
        }
    }

    /// <summary>The entry may be gone from the page by the time the problem is read.</summary>
    private static string? Named(DeclarationRow row, string? problem) => problem is null ? null : $"“{row.Title}”: {problem}";

    /// <summary>Shows what is there now, so that the next approval is of that.</summary>
    private async Task ShowPresentAsync(DeclarationView view)
    {
        try
        {
            await Index.RefreshAsync(Leaving);
        }
        catch (Repository.RepositoryException e)
        {
            problem = e.Message;
        }

        await ReloadAsync();
        if (await Query.FindInAsync(view.Row.Folder, Leaving) is { } present && opened.ContainsKey(view.Row.Folder)) opened[view.Row.Folder] = present;
    }

    private sealed record Banner(string Words, string Commit, Guid? DeclarationId);
}
