namespace MycoPod.Reconciler.Configuration;

/// <summary>Where Prometheus may ask.</summary>
/// <param name="Url">A local address, as in <c>http://127.0.0.1:9465</c>.</param>
internal sealed record MetricsConfiguration(string Url);
