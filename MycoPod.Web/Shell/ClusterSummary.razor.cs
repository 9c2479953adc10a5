namespace MycoPod.Web.Shell;

/// <summary>The cluster in four numbers, as the Agent last saw it; live.</summary>
public sealed partial class ClusterSummary
{
    protected override void OnInitialized() => Link.Changed += Refresh;

    public void Dispose() => Link.Changed -= Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
