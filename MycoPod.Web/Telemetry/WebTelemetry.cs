using MycoPod.Core.Telemetry;
using MycoPod.Web.Configuration;
using OpenTelemetry.Trace;

namespace MycoPod.Web.Telemetry;

/// <summary>Hands out what Web measures, where its configuration says so.</summary>
internal static class WebTelemetry
{
    public static void AddTelemetry(this IServiceCollection services, WebSettings settings)
    {
        if (!settings.Telemetry.IsNone) Add(services, settings.Telemetry);
    }

    /// <summary>By itself, so that no library of it is loaded where there is nothing to do.</summary>
    private static void Add(IServiceCollection services, TelemetrySettings settings)
    {
        string[] meters = [WebMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Components.Server.Circuits"];
        var sources = new TelemetrySources("mycopod-web", WebVersion.Text, meters, ["System.Net.Http", "Npgsql"]);
        services.AddHostedService(provider => new TelemetryExport(
            settings, sources, WebMeter.Begin, traces => traces.AddAspNetCoreInstrumentation(), provider.GetRequiredService<ILogger<TelemetryExport>>()));
        services.AddHostedService<WebGauges>();
    }
}
