using System.Text;
using System.Text.Json;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>
/// Decides whether a folder may run. Everything in it is untrusted: what counts is the approval's signature and that each
/// byte beside it is what was signed.
/// </summary>
internal sealed class FolderJudge(ApprovalVerifier verifier, PolicyGate policy)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PolicyException">The policy cannot be used: nothing is judged until it can.</exception>
    public Verdict Judge(FolderContent folder, string repositoryId)
    {
        try
        {
            return JudgeFolder(folder, repositoryId);
        }
        catch (Exception e) when (e is not (OperationCanceledException or PolicyException))
        {
            // Whatever a pushed file made this code do: the folder is refused, and the ones after it are judged.
            return Refuse(folder, null, $"It could not be judged: {e.Message}");
        }
    }

    private Verdict JudgeFolder(FolderContent folder, string repositoryId)
    {
        if (folder.Declaration is null)
            return folder.Approval is null ? new Verdict.NothingToDo() : Refuse(folder, null, "There is an approval but no readable declaration.md beside it.");

        DeclarationDocument document;
        try
        {
            document = DeclarationDocument.Read(Utf8.GetString(folder.Declaration));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return Refuse(folder, null, $"declaration.md cannot be read: {e.Message}");
        }

        return document.Header.Status == DeclarationStatus.Ready ? JudgeReady(folder, document, repositoryId) : new Verdict.NothingToDo();
    }

    private Verdict JudgeReady(FolderContent folder, DeclarationDocument document, string repositoryId)
    {
        if (folder.Approval is null) return Refuse(folder, document.Header, "It is marked ready, but nobody approved it here: approval.json is missing.");
        if (folder.Plan is null) return Refuse(folder, document.Header, "plan.json is missing or too large.");

        Approval approval;
        try
        {
            approval = Approval.FromBytes(folder.Approval);
        }
        catch (JsonException e)
        {
            return Refuse(folder, document.Header, $"approval.json cannot be read: {e.Message}");
        }

        var content = new ApprovedContent(
            repositoryId, document.Header.Id, document.Header.Revision, document.ComputeTextDigest(), Core.Json.Digest.Of(folder.Plan));
        var verdict = verifier.Verify(approval, content);
        return verdict.Refusal is { } refusal
            ? Refuse(folder, document.Header, refusal, approval.Payload.Approver, verdict.IsExpired)
            : JudgePlan(folder, document.Header, approval.Payload, folder.Plan);
    }

    private Verdict JudgePlan(FolderContent folder, DeclarationHeader header, ApprovalPayload approval, byte[] planBytes)
    {
        Plan plan;
        try
        {
            plan = Plan.FromBytes(planBytes);
        }
        catch (JsonException e)
        {
            return Refuse(folder, header, $"plan.json cannot be read: {e.Message}", approval.Approver);
        }

        if (PlanRules.Check(plan) is { Count: > 0 } problems) return Refuse(folder, header, $"The plan breaks the rules. {string.Join(" ", problems)}", approval.Approver);
        if (policy.CheckApproved(plan, approval) is { Count: > 0 } violations) return Refuse(folder, header, string.Join(" ", violations), approval.Approver);
        var forPeople = folder.PlanForPeople is null ? null : Encoding.UTF8.GetString(folder.PlanForPeople);
        return forPeople == PlanMarkdown.Write(plan)
            ? new Verdict.Accepted(folder, header, plan, approval)
            : Refuse(folder, header, "plan.md, which people read, does not say what plan.json does.", approval.Approver);
    }

    private static Verdict.Refused Refuse(FolderContent folder, DeclarationHeader? header, string reason, string approver = "", bool isExpired = false) =>
        new(folder, header, approver, reason, isExpired);
}
