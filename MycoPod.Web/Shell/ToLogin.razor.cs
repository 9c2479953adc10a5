namespace MycoPod.Web.Shell;

/// <summary>Leads away from a page whose session has ended; the whole document goes, and its circuit with it.</summary>
public sealed partial class ToLogin
{
    protected override void OnInitialized() =>
        Navigation.NavigateTo($"/login?returnUrl={Uri.EscapeDataString($"/{Navigation.ToBaseRelativePath(Navigation.Uri)}")}", forceLoad: true);
}
