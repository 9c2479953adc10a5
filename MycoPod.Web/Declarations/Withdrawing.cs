using System.Security.Claims;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>
/// Takes a declaration back: a pending one by its author or an Admin, and it is a draft of its author's again; a rejected one by its
/// author alone, and it is gone from their drafts.
/// </summary>
internal sealed class Withdrawing(PersonQuery people, StatusChange changes, Drafts drafts, Revisions revisions, CommitAftermath aftermath)
{
    public const string NotYours = "Only its author or an Admin can withdraw this declaration. Nothing was changed.";
    public const string NotAuthor = "Only its author can discard this declaration. Nothing was changed.";

    public async Task<PushOutcome> WithdrawAsync(ClaimsPrincipal principal, SeenDeclaration seen, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return PushOutcome.Failed("You are no longer signed in. Nothing was changed; log in again.");
        Guid? discarded = null;
        var outcome = await changes.MakeAsync(
            AuditKind.Withdrawal,
            person,
            seen,
            (content, document) =>
            {
                discarded = document.Header.Status == DeclarationStatus.Draft ? document.Header.Id.Value : null;
                return Decide(content, document.Header, person);
            },
            cancellationToken);
        if (outcome.Commit is not null)
            await aftermath.TidyAsync(() => discarded is { } draft ? drafts.DeleteAsync(draft, person.Id, CancellationToken.None) : revisions.ReturnAsync(seen.Folder, CancellationToken.None));
        return outcome;
    }

    private static (NewStatus? Change, string? Refusal) Decide(FolderContent content, DeclarationHeader header, Person person) => header.Status switch
    {
        DeclarationStatus.PendingApproval when header.Author == person.Name || person.IsAdmin => (new(DeclarationStatus.Withdrawn, "Withdraw"), null),
        DeclarationStatus.PendingApproval => (null, NotYours),
        DeclarationStatus.Draft when header.Author == person.Name => (new(DeclarationStatus.Withdrawn, "Discard"), null),
        DeclarationStatus.Draft => (null, NotAuthor),
        _ => (null, EarlierDecision.Find(content, header.Status)),
    };
}
