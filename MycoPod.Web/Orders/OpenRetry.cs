using MycoPod.Web.Runs;

namespace MycoPod.Web.Orders;

/// <summary>A wish that nobody decided yet, and the run it is about.</summary>
public sealed record OpenRetry(Guid Id, string RequestedBy, DateTimeOffset RequestedAt, RunRow Run);
