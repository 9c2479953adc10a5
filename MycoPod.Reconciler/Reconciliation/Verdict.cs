using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>What the Agent makes of a folder: nothing to do, a run, or a refusal.</summary>
internal abstract record Verdict
{
    /// <summary>Nobody decided that it should run.</summary>
    internal sealed record NothingToDo : Verdict;

    internal sealed record Accepted(FolderContent Folder, DeclarationHeader Header, Plan Plan, ApprovalPayload Approval) : Verdict;

    /// <param name="Header">Null where it could not be read.</param>
    internal sealed record Refused(FolderContent Folder, DeclarationHeader? Header, string Approver, string Reason, bool IsExpired = false) : Verdict;
}
