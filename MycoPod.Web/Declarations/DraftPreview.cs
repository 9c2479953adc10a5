namespace MycoPod.Web.Declarations;

/// <summary>What the Agent last answered for a draft. These bytes, kept on the server, are the ones a commit takes.</summary>
public sealed class DraftPreview
{
    /// <summary>SHA-256 of the text that was planned: another text makes the plan stale.</summary>
    public required string TextDigest { get; init; }

    /// <summary><c>plan.json</c>, or null where there is no plan.</summary>
    public byte[]? Plan { get; init; }

    public string? PlanDigest { get; init; }

    public required List<string> Assumptions { get; init; }

    public required List<string> Problems { get; init; }

    public required string Planner { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Name and version of the cluster it was checked against; null where none could be asked.</summary>
    public string? Cluster { get; init; }

    public required DateTimeOffset At { get; init; }
}
