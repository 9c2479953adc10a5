namespace MycoPod.Core.Telemetry;

/// <summary>Whom a program tells of its numbers. Nobody, unless the configuration says so.</summary>
/// <param name="MetricsUrl">Where Prometheus may ask, as in <c>http://127.0.0.1:9464</c>: an address of this host alone. Null for nowhere.</param>
/// <param name="OtlpEndpoint">Where metrics and traces are sent by OTLP over gRPC, as in <c>http://collector:4317</c>. Null for nowhere.</param>
public sealed record TelemetrySettings(Uri? MetricsUrl, Uri? OtlpEndpoint)
{
    public static readonly TelemetrySettings None = new(MetricsUrl: null, OtlpEndpoint: null);

    public bool IsNone => MetricsUrl is null && OtlpEndpoint is null;

    /// <summary>Reads <c>metrics.url</c> and <c>telemetry.otlpEndpoint</c>; null stands for a key that is not there.</summary>
    /// <param name="report">Told of every problem: key, value and what is expected.</param>
    public static TelemetrySettings Read(string? metricsUrl, string? otlpEndpoint, Action<string, string, string> report)
    {
        var metrics = Address(metricsUrl);
        if (metricsUrl is not null && (metrics is not { Scheme: "http", IsLoopback: true, PathAndQuery: "/" } || metrics.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6)))
        {
            report("metrics.url", metricsUrl, "a local http address with a port, as in http://127.0.0.1:9464, because whoever reaches it reads all metrics");
            metrics = null;
        }

        var otlp = Address(otlpEndpoint);
        if (otlpEndpoint is not null && otlp is null) report("telemetry.otlpEndpoint", otlpEndpoint, "an http or https address without user name, as in http://collector.lan:4317");
        return metrics is null && otlp is null ? None : new(metrics, otlp);
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url : null;
}
