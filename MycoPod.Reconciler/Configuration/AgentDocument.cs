namespace MycoPod.Reconciler.Configuration;

/// <summary>The configuration file as it is written: nothing in it is believed yet.</summary>
internal sealed record AgentDocument(
    string? StateDirectory,
    string? Connection,
    AgentDocument.RepositoryPart? Repository,
    string? PairingFile,
    int? PollSeconds = null,
    int? RetentionDays = null,
    AgentDocument.MetricsPart? Metrics = null,
    AgentDocument.TelemetryPart? Telemetry = null)
{
    internal sealed record MetricsPart(string? Url);

    internal sealed record TelemetryPart(string? OtlpEndpoint);

    internal sealed record RepositoryPart(string? Url, string? Username, string? Token, string? Branch = null, string? TlsFingerprint = null, string? CaFile = null);
}
