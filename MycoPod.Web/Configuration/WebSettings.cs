using MycoPod.Core.Telemetry;

namespace MycoPod.Web.Configuration;

/// <summary>What the host's configuration says, checked.</summary>
/// <param name="Urls">Where Web listens, as in <c>http://127.0.0.1:8080</c>; several are separated by semicolons.</param>
/// <param name="PublicUrl">Where browsers and the Agent reach it; the first of <paramref name="Urls"/> unless it is named.</param>
/// <param name="StateDirectory">Keeps the approval key, the secret of the key ring and the clone of the declarations repository.</param>
/// <param name="Connection">The database as <c>mycopod_web</c>.</param>
/// <param name="OwnerConnection">The database as <c>mycopod_owner</c>; only <c>migrate</c> needs it.</param>
/// <param name="Repository">The declarations repository.</param>
/// <param name="Approvals">Who may approve what.</param>
/// <param name="Mail">How e-mail is sent; without it nobody can recover a password by e-mail.</param>
internal sealed record WebSettings(
    string Urls,
    Uri PublicUrl,
    string StateDirectory,
    string Connection,
    string? OwnerConnection,
    RepositorySettings Repository,
    MailSettings? Mail = null,
    ApprovalSettings? Approvals = null)
{
    public ApprovalSettings Approvals { get; init; } = Approvals ?? ApprovalSettings.Default;

    /// <summary>The certificate that Web shows; null where it serves plain HTTP only.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Whether Web itself serves HTTPS.</summary>
    public bool ServesHttps => Urls.Split(';', StringSplitOptions.TrimEntries).Any(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether browsers reach it over HTTPS, through Web itself or through a reverse proxy before it.</summary>
    public bool IsSecure => ServesHttps || PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>Who is told what Web measures.</summary>
    public TelemetrySettings Telemetry { get; init; } = TelemetrySettings.None;
}
