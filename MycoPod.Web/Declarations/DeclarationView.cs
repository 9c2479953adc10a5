using MycoPod.Core.Plans;

namespace MycoPod.Web.Declarations;

/// <summary>A whole declaration as it is rendered, with the digests of the rendered bytes.</summary>
/// <param name="Plan">Null where <c>plan.json</c> cannot be read.</param>
public sealed record DeclarationView(DeclarationRow Row, string Text, string TextDigest, Plan? Plan, string? PlanDigest, string? Approver);
