using MycoPod.Web.Link;

namespace MycoPod.Web.Settings;

/// <summary>The Agent, as it says of itself.</summary>
public sealed partial class AgentSection
{
    private static IEnumerable<string> Troubles(AgentPresence agent)
    {
        if (agent.State is not { } state) yield break;
        if (!state.HasCredentials) yield return "The Agent has no Proxmox credentials, so plans cannot be checked or carried out.";
        if (state.ClusterProblem is { } cluster) yield return $"Cluster: {cluster}";
        if (state.RepositoryProblem is { } repository) yield return $"Repository, as the Agent sees it: {repository}";
    }

    private static string Cluster(AgentPresence agent) =>
        agent.State is { ClusterName: { } name } state ? $"{name} {state.ClusterVersion}".TrimEnd() : "not known yet";
}
