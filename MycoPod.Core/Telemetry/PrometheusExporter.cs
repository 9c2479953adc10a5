using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MycoPod.Core.Telemetry;

/// <summary>Writes what was measured in Prometheus' text format 0.0.4, with the names that OpenTelemetry's specification gives it there.</summary>
/// <remarks>The SDK lets only exporters of its own be pulled; this one is told to push by whoever reads.</remarks>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock gate = new();
    private readonly StringBuilder text = new();

    /// <summary>Everything as it stands now.</summary>
    public string Read(BaseExportingMetricReader reader)
    {
        lock (gate)
        {
            reader.Collect();
            return text.ToString();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        text.Clear();
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            // Two instruments that come to one name cannot both be shown; the first is.
            var name = PrometheusName.Of(metric);
            if (metric.MetricType is not MetricType.ExponentialHistogram && written.Add(name)) Write(metric, name);
        }

        return ExportResult.Success;
    }

    private void Write(Metric metric, string name)
    {
        var kind = metric.MetricType.IsHistogram() ? "histogram" : PrometheusName.IsCounter(metric) ? "counter" : "gauge";
        if (metric.Description.Length > 0) text.Append($"# HELP {name} {Escaped(metric.Description, isLabel: false)}\n");
        text.Append($"# TYPE {name} {kind}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point.Tags);
            if (metric.MetricType.IsHistogram()) WriteHistogram(name, labels, point);
            else WriteLine(name, labels, ValueOf(metric.MetricType, point));
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        var upTo = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            WriteLine($"{name}_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bucket.ExplicitBound)}\"", upTo);
        }

        WriteLine($"{name}_sum", labels, point.GetHistogramSum());
        WriteLine($"{name}_count", labels, point.GetHistogramCount());
    }

    private void WriteLine(string name, string labels, double value) => text.Append(labels.Length > 0 ? $"{name}{{{labels}}} {Number(value)}\n" : $"{name} {Number(value)}\n");

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string LabelsOf(ReadOnlyTagCollection tags)
    {
        List<string> labels = [];
        foreach (var (key, value) in tags) labels.Add($"{PrometheusName.Plain(key)}=\"{Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", isLabel: true)}\"");
        return string.Join(',', labels);
    }

    private static string Escaped(string value, bool isLabel)
    {
        var escaped = value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
