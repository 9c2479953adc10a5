using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor;
using MudBlazor.Services;
using MycoPod.Core.Link;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.Recovery;
using MycoPod.Web.Approvals;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Data.KeyRing;
using MycoPod.Web.Declarations;
using MycoPod.Web.Documentation;
using MycoPod.Web.Health;
using MycoPod.Web.Https;
using MycoPod.Web.Link;
using MycoPod.Web.Notifications;
using MycoPod.Web.Orders;
using MycoPod.Web.Repository;
using MycoPod.Web.Repository.Serving;
using MycoPod.Web.Runs;
using MycoPod.Web.Shell;
using MycoPod.Web.Telemetry;

namespace MycoPod.Web;

/// <summary>The web application, put together.</summary>
internal static class WebApp
{
    /// <param name="customize">For tests: changes what is registered.</param>
    public static WebApplication Build(WebSettings settings, Action<WebApplicationBuilder>? customize = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddWebLogging();
        builder.Services.AddSystemd();
        AddServices(builder.Services, settings);
        builder.AddHttps(settings);
        customize?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebSettings settings)
    {
        services.AddDatabases(settings);
        services.AddDataProtection().SetApplicationName("MycoPod").PersistKeysToDbContext<WebContext>().SealKeys(settings);
        services.AddSingleton(_ => ApprovalKeyFile.Open(settings.StateDirectory));
        services.AddSignIn();
        services.AddRecovery(settings);
        services.AddLink();
        services.AddDeclarations();
        services.AddRuns();
        services.AddOrders();
        services.AddNotifications();
        services.AddDocumentation();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options => options.MaximumReceiveMessageSize = LinkProtocol.MaxMessageBytes);
        services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;

            // More would reach up to the navigation's links; the bell has them all.
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 2;
            mud.SnackbarConfiguration.VisibleStateDuration = 8000;

            // Else those with a button stand until somebody closes them.
            mud.SnackbarConfiguration.RequireInteraction = false;
        });
        services.AddSingleton<MinuteTick>();
        services.AddHostedService<WebListener>();
        services.AddHealth();
        services.AddTelemetry(settings);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseHttps();
        app.UseExceptionHandler("/error/500");
        app.UseSecurityHeaders();
        app.UseDatabaseAway();

        // Re-executing a hub's POST would turn its 401 into 400: the page it lands on wants an antiforgery token.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal),
            branch => branch.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        DocumentLook.Use(app);
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapSignOut();
        app.MapDocumentation();
        app.MapHub<AgentHub>(LinkProtocol.Path);
        app.MapAgentVersion();
        app.MapHub<RunsHub>(RunsHub.Path);
        app.MapRunLog();
        app.MapGitHubWebhook();
        app.MapGit();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }
}
