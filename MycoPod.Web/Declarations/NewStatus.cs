using MycoPod.Core.Declarations;
using MycoPod.Web.Approvals;

namespace MycoPod.Web.Declarations;

/// <summary>What becomes of a declaration: its status, the verb of the commit, and the comment where it is rejected.</summary>
internal sealed record NewStatus(DeclarationStatus Status, string Verb, Rejection? Comment = null);
