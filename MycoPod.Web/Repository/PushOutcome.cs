namespace MycoPod.Web.Repository;

/// <summary>What came of a change: the commit that holds it, or why there is none, for people.</summary>
/// <param name="IsOutdated">It was refused because the repository says something else than the person saw.</param>
internal sealed record PushOutcome(string? Commit, string? Problem, bool IsOutdated = false)
{
    public static PushOutcome Failed(string problem) => new(null, problem);
}
