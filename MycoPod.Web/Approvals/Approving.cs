using System.Security.Claims;
using System.Text;
using System.Text.Json;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Approvals;

/// <summary>Approves a pending declaration: exactly the one the Admin read, or none.</summary>
internal sealed class Approving(
    PersonQuery people,
    DeclarationsRepository repository,
    ApprovalIssuer approvals,
    CommitAftermath aftermath,
    DeclarationQuery declarations)
{
    public const string NotAnAdmin = "Only Admins can approve. Nothing was changed.";
    public const string Changed = "This declaration has changed since you read it. Here is what is there now.";

    public async Task<PushOutcome> ApproveAsync(ClaimsPrincipal principal, ReviewedDeclaration reviewed, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return PushOutcome.Failed(NotAnAdmin);
        if (await approvals.FindAgentAsync(cancellationToken) is not { } agent) return PushOutcome.Failed(ApprovalIssuer.NoAgent);
        var expiry = await declarations.FindExpiryAsync(reviewed.Folder, cancellationToken);
        DeclarationHeader? approved = null;
        var outcome = await repository.ChangeAsync(
            (repositoryId, view) =>
            {
                var (decision, header) = Decide(repositoryId, view, reviewed, admin, agent, expiry);
                approved = header;
                return decision;
            },
            cancellationToken);
        if (outcome.Commit is { } commit && approved is not null) await aftermath.FollowAsync(AuditKind.Approval, admin, approved, commit);
        return outcome;
    }

    private (Decision Decision, DeclarationHeader? Approved) Decide(string repositoryId, RepositoryView view, ReviewedDeclaration reviewed, Person admin, Guid agent, DateTimeOffset? expiry)
    {
        if (view.Read(reviewed.Folder) is not { } content) return (Decision.Refuse("This declaration is no longer in the repository."), null);
        if (DeclarationReader.Document(content, []) is not { } document || !content.Files.TryGetValue(DeclarationFolder.Plan, out var plan)) return (Decision.Refuse(Changed), null);
        if (!approvals.MayApprove(admin, document.Header.Author)) return (Decision.Refuse(ApprovalIssuer.OwnDeclaration), null);
        if (FindRefusal(content, document, plan, reviewed, expiry) is { } refusal) return (Decision.Refuse(refusal), null);
        if (FindCopy(view, content, document.Header.Id) is { } copy) return (Decision.Refuse(copy), null);

        var approved = document with { Header = document.Header with { Status = DeclarationStatus.Ready } };
        var subject = new ApprovedContent(repositoryId, approved.Header.Id, approved.Header.Revision, reviewed.TextDigest, reviewed.PlanDigest);

        // plan.md is written anew: the Agent refuses one that does not say what the plan does, and the approval would be wasted.
        var files = DeclarationFiles.Of(approved, plan);
        files[DeclarationFolder.Approval] = approvals.Issue(admin, document.Header.Author, agent, subject).ToBytes();
        return (Decision.Make(new(reviewed.Folder, files, $"Approve: {approved.Header.Title}", new(admin.Name, admin.Email))), approved.Header);
    }

    /// <summary>Why this folder does not stand for the id it carries, or null where it does.</summary>
    private static string? FindCopy(RepositoryView view, FolderContent reviewed, DeclarationId id)
    {
        if (!RightfulFolder.Fits(reviewed.Folder, id)) return "This folder's name does not belong to the declaration's id: it is a copy and cannot be approved.";
        var others = view.Folders().Trees.Keys.Where(f => f != reviewed.Folder && RightfulFolder.Fits(f, id)).ToList();
        var rivals = view.Read(others).Where(c => DeclarationReader.Document(c, [])?.Header.Id == id);
        var rightful = RightfulFolder.Of(id, rivals.Append(reviewed).Select(c => (c.Folder, !c.IsByMycoPod)));
        return rightful == reviewed.Folder ? null : RightfulFolder.CopyProblem(rightful);
    }

    /// <summary>Compare and swap: revision, status and every byte that counts are as the Admin saw them.</summary>
    private static string? FindRefusal(FolderContent content, DeclarationDocument document, byte[] plan, ReviewedDeclaration reviewed, DateTimeOffset? expiry)
    {
        if (document.Header.Revision != reviewed.Revision) return Changed;
        if (!HasExpired(content, document, expiry) && EarlierDecision.Find(content, document.Header.Status) is { } decided) return decided;
        if (document.ComputeTextDigest() != reviewed.TextDigest || Digest.Of(plan) != reviewed.PlanDigest) return Changed;
        if (!content.IsByMycoPod) return "This declaration was changed outside of MycoPod. It cannot be approved until it was previewed and submitted here again.";
        return PlanProblem(plan);
    }

    private static string? PlanProblem(byte[] plan)
    {
        try
        {
            return PlanRules.Check(Plan.FromBytes(plan)) is [var first, ..] ? $"The plan breaks a rule and cannot be approved: {first}" : null;
        }
        catch (JsonException e)
        {
            return $"The plan cannot be read and so cannot be approved: {e.Message}";
        }
    }

    /// <summary>The Agent refused the approval as too late, by the clock or because it was restored from a backup since, and nobody approved after that.</summary>
    private static bool HasExpired(FolderContent content, DeclarationDocument document, DateTimeOffset? expiry) =>
        document.Header.Status == DeclarationStatus.Ready && EarlierDecision.ApprovalOf(content) is { } approval && approval.Payload.Issued < expiry;
}
