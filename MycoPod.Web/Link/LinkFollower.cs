using Microsoft.AspNetCore.Components;

namespace MycoPod.Web.Link;

/// <summary>A component that shows how the Agent sees things, and is drawn anew whenever that changes.</summary>
public abstract class LinkFollower : ComponentBase, IDisposable
{
    [Inject]
    internal AgentLink Link { get; set; } = null!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Link.Changed -= Refresh;

    protected override void OnInitialized() => Link.Changed += Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
