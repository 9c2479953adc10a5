using System.Security.Claims;
using System.Text;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>
/// Makes a declaration of a previewed draft: one commit. What is committed are the bytes kept with the draft on the server;
/// whether it is pending or ready follows from what the author may do at this moment.
/// </summary>
internal sealed class DeclarationCommit(
    PersonQuery people,
    Drafts drafts,
    DeclarationsRepository repository,
    ApprovalIssuer approvals,
    CommitAftermath aftermath,
    TimeProvider time)
{
    public const string OtherIsThere =
        "This declaration is in the repository already, but not as it stands here. Nothing was committed and your draft is kept. To commit this text as well, copy it into a new declaration.";

    /// <param name="shown">What the author had before them when they confirmed.</param>
    public async Task<PushOutcome> CommitAsync(ClaimsPrincipal principal, Guid draftId, ShownPlan shown, string title, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return PushOutcome.Failed("You are no longer signed in. Your draft is kept; log in again.");
        if (await drafts.FindAsync(draftId, person.Id, cancellationToken) is not { Preview: { Plan: { } plan } preview } draft) return PushOutcome.Failed("This draft has no plan. Preview it first.");
        if (FindStale(draft, preview, shown) is { } stale) return PushOutcome.Failed(stale);
        if (PlanRules.Check(Plan.FromBytes(plan)) is { Count: > 0 } problems) return PushOutcome.Failed($"The plan cannot be committed: {problems[0]}");

        var agent = approvals.AppliesAtOnce(person) ? await approvals.FindAgentAsync(cancellationToken) : Guid.Empty;
        if (agent is null) return PushOutcome.Failed(ApprovalIssuer.NoAgent);
        var header = Header(draft, person, Titled(title, draft.Text));
        var outcome = await repository.ChangeAsync((repositoryId, view) => Decide(repositoryId, view, draft, new(header, draft.Text), plan, person, agent.Value), cancellationToken);
        if (outcome.Commit is not { } commit) return outcome;
        await aftermath.TidyAsync(() => drafts.DeleteAsync(draftId, person.Id, CancellationToken.None));
        await aftermath.FollowAsync(AuditKind.Commit, person, header, commit);
        return outcome;
    }

    private static string? FindStale(Draft draft, DraftPreview preview, ShownPlan shown)
    {
        if (preview.Cluster is null) return "The plan was not checked against a cluster. Credentials must be uploaded first.";
        var isCurrent = DraftPlanning.DigestOf(draft.Text) == preview.TextDigest && preview.TextDigest == shown.TextDigest && preview.PlanDigest == shown.PlanDigest;
        return isCurrent ? null : "The text has changed. Preview again.";
    }

    private DeclarationHeader Header(Draft draft, Person person, string title) => new(
        new(draft.Id),
        draft.BasedOn + 1,
        title,
        person.Name,
        approvals.AppliesAtOnce(person) ? DeclarationStatus.Ready : DeclarationStatus.PendingApproval,
        ApprovalIssuer.WholeSeconds(time.GetUtcNow()));

    private Decision Decide(string repositoryId, RepositoryView view, Draft draft, DeclarationDocument document, byte[] plan, Person person, Guid agent)
    {
        var header = document.Header;

        if (draft.Folder is not null && Revisions.FindObstacle(view, draft, document, plan, person) is { } obstacle) return obstacle;
        var folder = draft.Folder ?? DeclarationFolder.PathOf(header.Id, header.Title, header.Created);
        if (draft.Folder is null && FindEarlier(view, document, plan, folder) is { } earlier) return earlier;

        var files = DeclarationFiles.Of(document, plan);
        var isReady = header.Status == DeclarationStatus.Ready;
        if (isReady)
        {
            var content = new ApprovedContent(repositoryId, header.Id, header.Revision, document.ComputeTextDigest(), Digest.Of(plan));
            files[DeclarationFolder.Approval] = approvals.Issue(person, header.Author, agent, content).ToBytes();
        }

        var verb = isReady ? "Commit" : draft.Folder is null ? "Submit" : "Resubmit";
        string[] outdated = isReady ? [DeclarationFolder.Comment] : [DeclarationFolder.Comment, DeclarationFolder.Approval];
        return Decision.Make(new(folder, files, $"{verb}: {header.Title}", new(person.Name, person.Email), draft.Folder is null ? null : outdated));
    }

    /// <summary>
    /// A push whose answer was lost, and its repetition, must not become two declarations; nor may what was written since pass
    /// for committed.
    /// </summary>
    private static Decision? FindEarlier(RepositoryView view, DeclarationDocument document, byte[] plan, string folder)
    {
        var candidates = view.Folders().Trees.Keys.Where(f => f == folder || RightfulFolder.Fits(f, document.Header.Id)).ToList();
        foreach (var content in view.Read(candidates))
        {
            var there = DeclarationReader.Document(content, []);
            if (there?.Header.Id != document.Header.Id && content.Folder != folder) continue;
            var isSame = there is not null
                && there.Header.Id == document.Header.Id
                && there.ComputeTextDigest() == document.ComputeTextDigest()
                && content.Files.TryGetValue(DeclarationFolder.Plan, out var committed) && Digest.Of(committed) == Digest.Of(plan)
                && (there.Header.Status == document.Header.Status || there.Header.Status == DeclarationStatus.Ready);
            return isSame ? Decision.Already(content.Commit) : Decision.Refuse(OtherIsThere);
        }

        return null;
    }

    /// <summary>One line, at most as long as titles are.</summary>
    private static string Titled(string title, string text)
    {
        var line = new StringBuilder(title.Length);
        foreach (var c in title) line.Append(char.IsControl(c) ? ' ' : c);
        var trimmed = line.ToString().Trim();
        return trimmed.Length == 0 ? DeclarationTitle.From(text) : trimmed[..Math.Min(trimmed.Length, DeclarationTitle.MaxLength)];
    }
}
