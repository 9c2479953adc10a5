using MycoPod.Core.Link;

namespace MycoPod.Web.Orders;

/// <summary>What became of what somebody wants of the Agent.</summary>
/// <param name="Problem">Why nothing was done, for people, or null.</param>
/// <param name="IsRequested">Whether it was not ordered but requested: an Admin decides.</param>
internal sealed record OrderOutcome(string? Problem, bool IsRequested = false)
{
    public static readonly OrderOutcome Done = new(Problem: null);

    /// <summary>Whether the Agent took it, or may have: this belongs into the audit log.</summary>
    public bool MayBeDone => Problem is null || IsUnanswered;

    /// <summary>Whether the Agent gave no answer.</summary>
    public bool IsUnanswered { get; private init; }

    public static OrderOutcome Of(OrderResult result) => new(result.Problem) { IsUnanswered = result.IsUnanswered };

    /// <summary>A detail for the audit log.</summary>
    public string Qualify(string detail) => IsUnanswered ? $"{detail}. The Agent did not answer, so it may not have taken this" : detail;

    public static OrderOutcome Refused(string problem) => new(problem);
}
