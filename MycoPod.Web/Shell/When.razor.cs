namespace MycoPod.Web.Shell;

/// <summary>A time as people say it, with the exact one on hover.</summary>
public sealed partial class When
{
    protected override void OnInitialized() => Tick.Ticked += Refresh;

    public void Dispose() => Tick.Ticked -= Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
