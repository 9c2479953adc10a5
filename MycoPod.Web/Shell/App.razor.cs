using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Shell;

/// <summary>The document around every page. Log-in and error pages are plain documents without a circuit.</summary>
public sealed partial class App
{
    // Prerendering would run every page twice, and buttons would be there before they do anything.
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    // Under their fingerprinted names the files of a package are not served compressed, which would make the first page three times as heavy.
    private const string MudStyles = "_content/MudBlazor/MudBlazor.min.css";
    private const string MudScript = "_content/MudBlazor/MudBlazor.min.js";

    private Appearance Appearance => Context?.Features.Get<DocumentLook>()?.Appearance ?? Appearance.Light;

    private bool IsInteractive => Context?.AcceptsInteractiveRouting() ?? false;

    private IComponentRenderMode? Mode => IsInteractive ? Interactive : null;
}
