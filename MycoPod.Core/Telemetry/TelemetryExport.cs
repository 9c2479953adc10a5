using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MycoPod.Core.Telemetry;

/// <summary>Hands out what a program measures: to Prometheus where it asks, to an OpenTelemetry collector by itself. Nothing else depends on whether that works.</summary>
/// <param name="begin">Called once measuring has begun.</param>
/// <param name="addTraces">Adds sources of traces that are more than a name; null for none.</param>
public sealed partial class TelemetryExport(TelemetrySettings settings, TelemetrySources sources, Action begin, Action<TracerProviderBuilder>? addTraces, ILogger<TelemetryExport> log) : IHostedService, IDisposable
{
    private MeterProvider? metrics;
    private TracerProvider? traces;
    private MetricsListener? listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter([.. sources.Meters]);
        if (settings.MetricsUrl is { } url) Listen(builder, url);
        if (settings.OtlpEndpoint is { } endpoint)
        {
            builder.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
            var tracing = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource([.. sources.Activities]);
            addTraces?.Invoke(tracing);
            traces = tracing.AddOtlpExporter(otlp => otlp.Endpoint = endpoint).Build();
        }

        metrics = builder.Build();
        begin();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (listener is not null) await listener.DisposeAsync();
        listener = null;
    }

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }

    private void Describe(ResourceBuilder resource) => resource.AddService(sources.Service, serviceVersion: sources.Version);

    private void Listen(MeterProviderBuilder builder, Uri url)
    {
        var exporter = new PrometheusExporter();
        var reader = new BaseExportingMetricReader(exporter);
        builder.AddReader(reader);
        try
        {
            listener = new MetricsListener(url, () => exporter.Read(reader));
        }
        catch (HttpListenerException e)
        {
            Log.NotListening(log, url, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Metrics cannot be read at {Url}, because nothing can listen there: {Reason}. Give metrics.url another port and start again; all else works.")]
        public static partial void NotListening(ILogger logger, Uri url, string reason);
    }
}
