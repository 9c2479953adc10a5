using MycoPod.Core.Link;

namespace MycoPod.Web.Declarations;

/// <summary>How a language model made a plan, kept with the declaration that the plan is of.</summary>
internal sealed class KeptPlanning
{
    /// <summary>The declaration's id, which is the draft's before.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>SHA-256 of the plan.</summary>
    public required string PlanDigest { get; init; }

    public required PlanningRecord Record { get; set; }

    public required DateTimeOffset At { get; set; }
}
