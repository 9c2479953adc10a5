namespace MycoPod.Web.Shell;

/// <summary>Whether the Agent is there, live.</summary>
public sealed partial class AgentChip
{
    private string Words => Link.Presence switch
    {
        null => "Agent not connected",
        { State: { ClusterName: { } cluster, ClusterVersion: var version } } => $"Agent connected · {cluster} {version}".TrimEnd(),
        _ => "Agent connected",
    };

    protected override void OnInitialized() => Link.Changed += Refresh;

    public void Dispose() => Link.Changed -= Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
