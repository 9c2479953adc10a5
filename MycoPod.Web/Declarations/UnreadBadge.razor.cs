namespace MycoPod.Web.Declarations;

/// <summary>Tells of a declaration that is ready while the Agent cannot read the repository; live.</summary>
public sealed partial class UnreadBadge
{
    protected override void OnInitialized() => Link.Changed += Refresh;

    public void Dispose() => Link.Changed -= Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
