namespace MycoPod.Web.Shell;

/// <summary>Leads away from a page whose session has ended; the whole document goes, and its circuit with it. Who logs in next need not
/// be the same person, so nothing leads back.</summary>
public sealed partial class ToLogin
{
    protected override void OnInitialized() =>
        Navigation.NavigateTo("/login", forceLoad: true);
}
