namespace MycoPod.Web.Orders;

/// <summary>What became of what somebody wants of the Agent.</summary>
/// <param name="Problem">Why nothing was done, for people, or null.</param>
/// <param name="IsRequested">Whether it was not ordered but requested: an Admin decides.</param>
internal sealed record OrderOutcome(string? Problem, bool IsRequested = false)
{
    public static readonly OrderOutcome Done = new(Problem: null);

    public static OrderOutcome Refused(string problem) => new(problem);
}
