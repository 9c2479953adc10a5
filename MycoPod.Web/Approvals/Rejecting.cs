using System.Security.Claims;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Approvals;

/// <summary>Gives a pending declaration back to its author with a comment.</summary>
internal sealed class Rejecting(PersonQuery people, StatusChange changes, TimeProvider time)
{
    public const string NotAnAdmin = "Only Admins can reject. Nothing was changed.";
    public const string NoComment = "Explain the needed edits, so that the author knows what to change.";

    public static readonly string TooLong = $"The comment is longer than {Rejection.MaxLength:N0} characters. Shorten it.";

    public async Task<PushOutcome> RejectAsync(ClaimsPrincipal principal, SeenDeclaration seen, string comment, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return PushOutcome.Failed(NotAnAdmin);
        var words = Drafts.Keepable(comment).Trim();
        if (words.Length == 0) return PushOutcome.Failed(NoComment);
        if (words.Length > Rejection.MaxLength) return PushOutcome.Failed(TooLong);
        var rejection = new Rejection(admin.Name, ApprovalIssuer.WholeSeconds(time.GetUtcNow()), words);
        return await changes.MakeAsync(
            AuditKind.Rejection,
            admin,
            seen,
            (content, document) => FindRefusal(content, document) is { } refusal ? (null, refusal) : (new(DeclarationStatus.Draft, "Reject", rejection), null),
            cancellationToken);
    }

    private static string? FindRefusal(FolderContent content, DeclarationDocument document)
    {
        if (EarlierDecision.Find(content, document.Header.Status) is { } decided) return decided;
        return content.IsByMycoPod ? null : "This declaration was changed outside of MycoPod. It cannot be rejected; withdraw it on its own page.";
    }
}
