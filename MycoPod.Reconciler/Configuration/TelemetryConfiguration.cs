namespace MycoPod.Reconciler.Configuration;

/// <summary>The OpenTelemetry collector that metrics and traces are sent to.</summary>
/// <param name="OtlpEndpoint">As in <c>http://collector.lan:4317</c>.</param>
internal sealed record TelemetryConfiguration(string OtlpEndpoint);
