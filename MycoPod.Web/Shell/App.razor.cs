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

    private Appearance Appearance => Context?.Features.Get<DocumentLook>()?.Appearance ?? Appearance.Light;

    private bool IsInteractive => Context?.AcceptsInteractiveRouting() ?? false;

    private IComponentRenderMode? Mode => IsInteractive ? Interactive : null;
}
