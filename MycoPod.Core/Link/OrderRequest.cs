using MycoPod.Core.Approvals;

namespace MycoPod.Core.Link;

/// <param name="RunId">The run it is about, or null.</param>
public sealed record OrderRequest(Order Order, Guid? RunId);
