using System.Security.Cryptography;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Runs;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Audit.Verification;

/// <summary>Checks approvals in the repository, and runs against the approvals that started them.</summary>
internal sealed class ApprovalCheck(ECDsa key, string repositoryId)
{
    /// <summary>Why the approval in a folder does not cover what lies there, or null where it does.</summary>
    public string? FindObjection(FolderContent content)
    {
        if (EarlierDecision.ApprovalOf(content) is not { } approval) return "There is no approval that can be read.";
        if (DeclarationReader.Document(content, []) is not { } document || !content.Files.TryGetValue(DeclarationFolder.Plan, out var plan)) return "Its declaration or plan cannot be read.";
        var there = new ApprovedContent(repositoryId, document.Header.Id, document.Header.Revision, document.ComputeTextDigest(), Digest.Of(plan));
        return new ApprovalVerifier(key, approval.Payload.AgentId, new IssueTime(approval.Payload.Issued)).Verify(approval, there).Refusal;
    }

    /// <summary>What of a run does not follow from an approval.</summary>
    /// <param name="content">Its folder at its commit.</param>
    public IEnumerable<string> Check(Run run, FolderContent content)
    {
        if (FindObjection(content) is { } objection) yield return objection;
        if (EarlierDecision.ApprovalOf(content)?.Payload is not { } approval) yield break;
        if (approval.Nonce != run.Nonce) yield return "It was started by another approval than the one at its commit.";
        if (approval.PlanDigest != run.PlanDigest) yield return "Its plan is another one than was approved.";
        if (approval.DeclarationId.Value != run.DeclarationId || approval.Revision != run.Revision) yield return "It names another declaration or revision than the approval.";
        if (approval.Approver != run.Approver) yield return $"It names {run.Approver} as its approver; the approval was given by {approval.Approver}.";
    }

    /// <summary>What of a run's own record does not fit together.</summary>
    public static IEnumerable<string> CheckRecord(Run run)
    {
        if (run.Plan is not { } plan) yield return "Its plan is missing.";
        else if (Digest.Of(plan) != run.PlanDigest) yield return "Its plan was changed after it was recorded.";
    }
}
