namespace MycoPod.Core.Link;

/// <summary>How the cluster, as it is now, differs from what a plan was made on.</summary>
/// <param name="Changes">Empty where the plan still fits.</param>
/// <param name="Problem">Why that cannot be told, in sentences; null where it can.</param>
public sealed record ComparisonResult(IReadOnlyList<ClusterChange> Changes, string? Problem)
{
    public static ComparisonResult Unknown(string problem) => new([], problem);
}
