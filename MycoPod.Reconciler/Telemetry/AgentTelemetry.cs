using MycoPod.Core.Telemetry;
using MycoPod.Reconciler.Configuration;

namespace MycoPod.Reconciler.Telemetry;

/// <summary>Hands out what the Agent measures, where its configuration says so.</summary>
internal static class AgentTelemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, AgentConfiguration configuration) =>
        configuration.Telemetry is { IsNone: false } settings ? Add(services, settings) : services;

    /// <summary>By itself, so that no library of it is loaded where there is nothing to do.</summary>
    private static IServiceCollection Add(IServiceCollection services, TelemetrySettings settings)
    {
        var sources = new TelemetrySources("mycopod-agent", AgentVersion.Text, [AgentMeter.Name, "System.Runtime"], ["System.Net.Http", "Npgsql"]);
        return services.AddHostedService(provider => new TelemetryExport(settings, sources, AgentMeter.Begin, addTraces: null, provider.GetRequiredService<ILogger<TelemetryExport>>()));
    }
}
