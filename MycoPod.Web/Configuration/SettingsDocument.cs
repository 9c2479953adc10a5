using MycoPod.Core.Configuration;

namespace MycoPod.Web.Configuration;

/// <summary>The configuration file as it is written: nothing in it is believed yet.</summary>
internal sealed record SettingsDocument(
    string? Urls,
    string? PublicUrl,
    string? StateDirectory,
    string? Connection,
    string? OwnerConnection,
    SettingsDocument.RepositoryPart? Repository,
    SettingsDocument.MailPart? Mail = null,
    SettingsDocument.ApprovalsPart? Approvals = null,
    SettingsDocument.TlsPart? Tls = null)
{
    /// <summary>Reads it, and adds what is wrong with its form to <paramref name="problems"/>; that is left out.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static SettingsDocument Parse(string json, ConfigurationProblems problems) => ConfigurationJson.Read<SettingsDocument>(json, problems.Add);

    internal sealed record RepositoryPart(string? Url, string? Username, string? Token, string? WebUrl = null, string? CommitUrl = null, string? WebhookSecret = null, string? TlsFingerprint = null, string? CaFile = null, string? Local = null, string? ReadToken = null);

    public MetricsPart? Metrics { get; init; }

    public TelemetryPart? Telemetry { get; init; }

    internal sealed record MetricsPart(string? Url);

    internal sealed record TelemetryPart(string? OtlpEndpoint);

    internal sealed record ApprovalsPart(bool? AuthorMayApprove);

    internal sealed record TlsPart(string? CertificateFile, string? KeyFile);

    internal sealed record MailPart(string? Host, int? Port, string? Security, string? Username, string? Password, string? From);
}
