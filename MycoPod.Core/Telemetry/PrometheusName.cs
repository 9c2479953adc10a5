using OpenTelemetry.Metrics;

namespace MycoPod.Core.Telemetry;

/// <summary>Names as Prometheus has them: <c>mycopod.run.duration</c> in <c>s</c> is <c>mycopod_run_duration_seconds</c>, a counter ends in <c>_total</c>.</summary>
internal static class PrometheusName
{
    public static string Of(Metric metric)
    {
        var name = Plain(metric.Name);
        if (UnitOf(metric) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal)) name = $"{name}_{unit}";
        return IsCounter(metric) && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    public static bool IsCounter(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;

    /// <summary>A name of letters, digits and underscores.</summary>
    public static string Plain(string name) => string.Create(name.Length, name, static (plain, text) =>
    {
        for (var i = 0; i < text.Length; i++) plain[i] = char.IsAsciiLetterOrDigit(text[i]) ? text[i] : '_';
    });

    /// <summary>The word for a unit; what is counted, in braces, has none.</summary>
    private static string? UnitOf(Metric metric) => metric.Unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "1" => metric.MetricType is MetricType.LongGauge or MetricType.DoubleGauge ? "ratio" : null,
        _ => null,
    };
}
