using System.Text.Json;
using System.Text.Json.Serialization;

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
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="JsonException">It is no JSON object, or holds keys that are not known.</exception>
    public static SettingsDocument Parse(string json) =>
        JsonSerializer.Deserialize<SettingsDocument>(json, Options) ?? throw new JsonException("it is empty");

    internal sealed record RepositoryPart(string? Url, string? Username, string? Token, string? WebUrl = null, string? CommitUrl = null, string? WebhookSecret = null, string? TlsFingerprint = null, string? CaFile = null, string? Local = null, string? ReadToken = null);

    internal sealed record ApprovalsPart(bool? AuthorMayApprove);

    internal sealed record TlsPart(string? CertificateFile, string? KeyFile);

    internal sealed record MailPart(string? Host, int? Port, string? Security, string? Username, string? Password, string? From);
}
