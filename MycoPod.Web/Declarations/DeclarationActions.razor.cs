using System.Security.Claims;
using MudBlazor;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Repository;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Declarations;

/// <summary>What the person may do with a declaration that waits for nothing but them. The operations check again for themselves.</summary>
public sealed partial class DeclarationActions
{
    private ClaimsPrincipal principal = new();
    private bool isWorking;

    private bool IsAuthor => principal.Identity?.Name == Row.Author;

    private bool MayEdit =>
        IsAuthor
        && (Row.State is DeclarationState.Draft or DeclarationState.Rejected or DeclarationState.Withdrawn || (Row.State == DeclarationState.PendingApproval && Row.IsChangedOutside));

    private bool MayWithdraw => Row.State == DeclarationState.PendingApproval && (IsAuthor || principal.IsInRole(Roles.Admin));

    private bool MayDiscard => Row.State is DeclarationState.Draft or DeclarationState.Rejected && IsAuthor;

    private bool HasRun => Row.State is DeclarationState.Applied or DeclarationState.Errored or DeclarationState.NeedsAttention or DeclarationState.Cancelled or DeclarationState.Refused or DeclarationState.Expired;

    protected override async Task OnParametersSetAsync()
    {
        if (Authentication is not null) principal = (await Authentication).User;
    }

    private async Task EditAsync()
    {
        var start = await Revisions.BeginAsync(principal, Row.Folder, CancellationToken.None);
        if (start.DraftId is { } draft) Navigation.NavigateTo($"/declarations/draft/{draft}{(start.IsNew ? "?begun=true" : "")}");
        else if (start.Problem is not null) Snackbar.Add(start.Problem, Severity.Error);
    }

    private async Task WithdrawAsync()
    {
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs, $"Withdraw “{Row.Title}”", "It no longer waits for approval. Its author finds it under My Drafts, and can edit it and submit it again.", "Keep it");
        if (isSure) await EndAsync($"“{Row.Title}” is withdrawn.");
    }

    private async Task DiscardAsync()
    {
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs, $"Discard “{Row.Title}”", "It leaves My Drafts and Pending Approvals, and edits you have not submitted are deleted. The repository keeps its history.", "Keep it");
        if (isSure) await EndAsync($"“{Row.Title}” is discarded.");
    }

    private async Task EndAsync(string done)
    {
        isWorking = true;
        try
        {
            PushOutcome outcome = await Withdrawing.WithdrawAsync(principal, new(Row.Folder, Row.Revision), CancellationToken.None);
            Snackbar.Add(outcome.Problem ?? done, outcome.Problem is null ? Severity.Success : Severity.Error);
        }
        finally
        {
            isWorking = false;
        }
    }
}
