using MycoPod.Core.Inventory;

namespace MycoPod.Core.Link;

/// <summary>How the Agent sees its surroundings; sent after connecting and whenever it changes.</summary>
/// <param name="ClusterName">Name and version of the cluster it last reached, or null.</param>
/// <param name="ClusterProblem">Why the cluster cannot be reached, in one sentence, or null.</param>
/// <param name="RepositoryProblem">Why the repository cannot be read, in one sentence, or null.</param>
/// <param name="Credentials">When and by whom the Proxmox credentials were set, where that is known.</param>
/// <param name="LanguageModel">When and by whom the language model file was set, or null.</param>
/// <param name="NotPermitted">What the credentials do not permit, one a line with the privilege that is lacking; empty where they permit all, null where that is not known.</param>
/// <param name="Totals">How full the cluster was at the last look that succeeded, or null.</param>
public sealed record AgentState(
    bool HasCredentials,
    string? ClusterName,
    string? ClusterVersion,
    string? ClusterProblem,
    string? RepositoryProblem,
    StoredFile? Credentials = null,
    StoredFile? LanguageModel = null,
    ClusterTotals? Totals = null,
    string? NotPermitted = null)
{
    /// <summary>Who plans: <c>built-in</c>, or as in <c>openai gpt-5</c>; null where an Agent of before does not say.</summary>
    public string? Planner { get; init; }

    /// <summary>Null while it reconciles.</summary>
    public Pause? Pause { get; init; }

    /// <summary>Null while the repository holds what was read from it.</summary>
    public RewrittenHistory? Rewritten { get; init; }
}
