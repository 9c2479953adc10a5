namespace MycoPod.Web.Shell;

/// <summary>Whether the Agent is there and reaches the cluster, live.</summary>
public sealed partial class AgentChip
{
    private (string Tone, string Shape, string Words) Now => Link.Presence switch
    {
        null => ("none", Glyphs.Cross, "Agent not connected"),
        { State: null } => ("ok", Glyphs.Check, "Agent connected"),
        { State.HasCredentials: false } => ("warn", Glyphs.Warning, "Agent connected · no cluster yet"),
        { State.Pause: not null } => ("warn", Glyphs.Clock, "Agent connected · paused"),
        { State: { ClusterProblem: not null, ClusterName: var cluster } } => ("warn", Glyphs.Warning, $"Agent connected · {cluster ?? "the cluster"} does not answer"),
        { State: { ClusterName: var cluster, ClusterVersion: var version } } => ("ok", Glyphs.Check, $"Agent connected · {cluster} {version}".TrimEnd(' ', '·')),
    };
}
