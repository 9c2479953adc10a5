namespace MycoPod.Core.Link;

/// <summary>Asks whether the cluster is still what a plan was made on.</summary>
/// <param name="Plan">The bytes of <c>plan.json</c>.</param>
public sealed record ComparisonRequest(byte[] Plan);
