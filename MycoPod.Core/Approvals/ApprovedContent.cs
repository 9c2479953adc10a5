using MycoPod.Core.Declarations;

namespace MycoPod.Core.Approvals;

/// <summary>What lies in the repository beside an approval, as it is there now: what the approval must match.</summary>
public sealed record ApprovedContent(string RepositoryId, DeclarationId DeclarationId, int Revision, string TextDigest, string PlanDigest);
