using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Shell;

/// <summary>Header, navigation and the page between them.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? boundary;
    private bool isMenuOpen = true;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    [CascadingParameter]
    public Appearance Appearance { get; set; }

    protected override void OnParametersSet() => boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var name = await Js.InvokeAsync<string>("mycopod.timeZone");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return;
        zone = found;
        StateHasChanged();
    }

    private void ToggleMenu() => isMenuOpen = !isMenuOpen;
}
