using Npgsql;

namespace MycoPod.Web.Configuration;

/// <summary>
/// Checks the configuration and gathers every problem at once. Each names the key, what was found (never a secret) and what
/// is expected.
/// </summary>
internal sealed class SettingsValidator
{
    private static readonly string[] EveryAddress = ["://*", "://+", "://0.0.0.0", "://[::]"];
    private readonly List<string> problems = [];

    /// <exception cref="SettingsException">Something is missing or unusable.</exception>
    public static WebSettings Validate(SettingsDocument document)
    {
        var validator = new SettingsValidator();
        var settings = validator.Read(document);
        return validator.problems.Count == 0 ? settings : throw new SettingsException(validator.problems);
    }

    private WebSettings Read(SettingsDocument document)
    {
        var urls = document.Urls ?? "http://127.0.0.1:8080";
        var listening = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => HttpUrl("urls", url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal)))
            .ToList();
        if (listening.Count == 0) Problem("urls", urls, "an address to listen on, as in http://127.0.0.1:8080");
        var publicUrl = document.PublicUrl is null ? listening.OfType<Uri>().FirstOrDefault() : HttpUrl("publicUrl", document.PublicUrl);
        return new(
            urls,
            publicUrl ?? new Uri("http://127.0.0.1"),
            Directory(document.StateDirectory),
            Database("connection", document.Connection) ?? "",
            document.OwnerConnection is null ? null : Database("ownerConnection", document.OwnerConnection),
            Repository(document.Repository),
            Mail(document));
    }

    private Uri? HttpUrl(string key, string? value)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0) return url;
        Problem(key, value, "an http or https address without user name, as in http://127.0.0.1:8080");
        return null;
    }

    private string Directory(string? value)
    {
        if (value is not null && Path.IsPathFullyQualified(value)) return value;
        Problem("stateDirectory", value, "the full path of a directory that this process may write to, as in /var/lib/mycopod");
        return "";
    }

    private string? Database(string key, string? value)
    {
        const string Expected = "a PostgreSQL connection string, as in Host=127.0.0.1;Database=mycopod;Username=mycopod_web;Password=…";
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(value);
            if (connection.Host is { Length: > 0 } && connection.Username is { Length: > 0 } && connection.Database is { Length: > 0 }) return value;
            problems.Add($"{key}: {(value is null ? "is missing" : "lacks Host, Database or Username")}. Expected: {Expected}.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            problems.Add($"{key}: cannot be read. Expected: {Expected}.");
        }

        return null;
    }

    private RepositorySettings Repository(SettingsDocument.RepositoryPart? part)
    {
        var url = HttpUrl("repository.url", part?.Url);
        if (string.IsNullOrEmpty(part?.Username)) Problem("repository.username", part?.Username, "the user name that may push to the repository");
        if (string.IsNullOrEmpty(part?.Token)) problems.Add("repository.token: is missing. Expected: the token or password that belongs to repository.username.");
        return new(url ?? new Uri("http://127.0.0.1"), part?.Username ?? "", part?.Token ?? "");
    }

    private MailSettings? Mail(SettingsDocument document)
    {
        if (document.Mail is not { } part) return null;
        var mail = MailSettings.Read(part, problems);
        var isLinkless = document.PublicUrl is null && document.Urls is { } urls && EveryAddress.Any(a => urls.Contains(a, StringComparison.Ordinal));
        if (isLinkless) Problem("publicUrl", null, "the address of MycoPod as browsers know it, as in https://mycopod.lan, because links in e-mails lead there");
        return mail;
    }

    private void Problem(string key, string? value, string expected) =>
        problems.Add($"{key}: {(string.IsNullOrEmpty(value) ? "is missing" : $"is '{WithoutUserInfo(value)}'")}. Expected: {expected}.");

    /// <summary>An address may carry a password, which is never repeated.</summary>
    private static string WithoutUserInfo(string value)
    {
        var at = value.LastIndexOf('@');
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? value : $"{(scheme < 0 ? "" : value[..(scheme + 3)])}…{value[at..]}";
    }
}
