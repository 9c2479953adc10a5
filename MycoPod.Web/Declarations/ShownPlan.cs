namespace MycoPod.Web.Declarations;

/// <summary>The digests of exactly the bytes that were rendered to a person.</summary>
internal sealed record ShownPlan(string TextDigest, string PlanDigest);
