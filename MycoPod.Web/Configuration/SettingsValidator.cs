using MycoPod.Core.Configuration;
using MycoPod.Core.Telemetry;

namespace MycoPod.Web.Configuration;

/// <summary>
/// Checks the configuration and gathers every problem at once. Each names the key, what was found (never a secret) and what
/// is expected.
/// </summary>
internal sealed class SettingsValidator(ConfigurationProblems problems, TimeProvider time)
{
    private const string Connection = "Host=127.0.0.1;Database=mycopod;Username=mycopod_web;Password=…";

    private static readonly string[] EveryAddress = ["://*", "://+", "://0.0.0.0", "://[::]"];

    /// <exception cref="SettingsException">Something is missing or unusable.</exception>
    /// <param name="problems">What was found already.</param>
    public static WebSettings Validate(SettingsDocument document, TimeProvider? time = null, ConfigurationProblems? problems = null)
    {
        problems ??= new();
        var settings = new SettingsValidator(problems, time ?? TimeProvider.System).Read(document);
        return problems.Found.Count == 0 ? settings : throw new SettingsException(problems.Found);
    }

    private WebSettings Read(SettingsDocument document)
    {
        var urls = document.Urls ?? "http://127.0.0.1:8080";
        var listening = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => problems.HttpUrl("urls", url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal)))
            .ToList();
        if (listening.Count == 0) problems.Add("urls", urls, "an address to listen on, as in http://127.0.0.1:8080");
        var servesHttps = listening.Exists(url => url?.Scheme == Uri.UriSchemeHttps);
        return new(
            urls,
            PublicUrl(document, [.. listening.OfType<Uri>()], servesHttps),
            problems.FullPath("stateDirectory", document.StateDirectory, "the full path of a directory that this process may write to, as in /var/lib/mycopod"),
            problems.Connection("connection", document.Connection, Connection) ?? "",
            document.OwnerConnection is null ? null : problems.Connection("ownerConnection", document.OwnerConnection, Connection),
            RepositorySettings.Read(document.Repository, problems),
            Mail(document),
            new(document.Approvals?.AuthorMayApprove ?? ApprovalSettings.Default.AuthorMayApprove))
        {
            Tls = TlsSettings.Read(document.Tls, servesHttps, problems, time.GetUtcNow()),
            Telemetry = TelemetrySettings.Read(document.Metrics?.Url, document.Telemetry?.OtlpEndpoint, problems.Add),
        };
    }

    private Uri PublicUrl(SettingsDocument document, IReadOnlyList<Uri> listening, bool servesHttps)
    {
        const string Expected = "the https address of MycoPod as browsers know it, as in https://mycopod.lan, because plain HTTP is redirected there";
        var url = document.PublicUrl is null
            ? listening.FirstOrDefault(u => !servesHttps || u.Scheme == Uri.UriSchemeHttps)
            : problems.HttpUrl("publicUrl", document.PublicUrl);
        if (servesHttps && document.PublicUrl is null && url is { Host: "0.0.0.0" or "[::]" }) problems.Add("publicUrl", null, Expected);
        if (servesHttps && url?.Scheme == Uri.UriSchemeHttp) problems.Add("publicUrl", document.PublicUrl, Expected);
        return url ?? new Uri("http://127.0.0.1");
    }

    private MailSettings? Mail(SettingsDocument document)
    {
        if (document.Mail is not { } part) return null;
        var mail = MailSettings.Read(part, problems);
        var isLinkless = document.PublicUrl is null && document.Urls is { } urls && EveryAddress.Any(a => urls.Contains(a, StringComparison.Ordinal));
        if (isLinkless && !problems.Found.Any(p => p.StartsWith("publicUrl:", StringComparison.Ordinal))) problems.Add("publicUrl", null, "the address of MycoPod as browsers know it, as in https://mycopod.lan, because links in e-mails lead there");
        return mail;
    }
}
