using MycoPod.Core.Configuration;
using MycoPod.Core.Repository;

namespace MycoPod.Web.Configuration;

/// <summary>The declarations repository and how Web reaches it.</summary>
/// <param name="Url">Over HTTP; for one of this host, the file address of its folder.</param>
/// <param name="WebUrl">Where people look at it in a browser; null where that is not said, and the host is none that is known.</param>
/// <param name="CommitUrl">Where one commit is looked at, with <c>{commit}</c> in the place of its id.</param>
/// <param name="WebhookSecret">What GitHub signs its deliveries with; null where it tells of no pushes.</param>
internal sealed record RepositorySettings(Uri Url, string Username, string Token, Uri? WebUrl = null, string? CommitUrl = null, string? WebhookSecret = null)
{
    /// <summary>Which certificate of its server is believed.</summary>
    public RepositoryTrust Trust { get; init; } = RepositoryTrust.System;

    /// <summary>Full path of the bare repository on this host that is used instead of one over HTTP, or null.</summary>
    public string? Local { get; init; }

    /// <summary>What opens the local one for reading, over HTTP.</summary>
    public string? ReadToken { get; init; }

    /// <summary>What Git is given as the remote's address.</summary>
    public string Origin => Local ?? Url.AbsoluteUri;

    /// <summary>What stands for the commit's id in <see cref="CommitUrl"/>.</summary>
    public const string CommitPlace = "{commit}";

    private const int ShortestSecret = 16;

    private static readonly string[] KnownHosts = ["github.com", "gitlab.com", "codeberg.org"];

    /// <summary>Reads the part <c>repository</c> and adds what is wrong with it to <paramref name="problems"/>; the token is never repeated.</summary>
    public static RepositorySettings Read(SettingsDocument.RepositoryPart? part, ConfigurationProblems problems)
    {
        if (part?.Local is not null) return ReadLocal(part, part.Local, problems);
        if (part?.ReadToken is not null) problems.Add("repository.readToken: is set, but repository.local is not. Expected: both, for a repository on this host, or none.");
        var url = problems.HttpUrl("repository.url", part?.Url) ?? new Uri("http://127.0.0.1");
        if (string.IsNullOrEmpty(part?.Username)) problems.Add("repository.username", part?.Username, "the user name that may push to the repository");
        if (string.IsNullOrEmpty(part?.Token)) problems.Add("repository.token", null, "the token or password that belongs to repository.username");
        var (webUrl, commitUrl) = ReadPages(part, KnownWebUrl(url), problems);
        if (part?.WebhookSecret is { Length: < ShortestSecret }) problems.Add("repository.webhookSecret", null, $"at least {ShortestSecret} characters, the same as at GitHub");
        return new(url, part?.Username ?? "", part?.Token ?? "", webUrl, commitUrl, part?.WebhookSecret) { Trust = ReadTrust(part, problems) };
    }

    /// <summary>A repository of this host has no page of its own; somebody may have put one before it.</summary>
    private static RepositorySettings ReadLocal(SettingsDocument.RepositoryPart part, string local, ConfigurationProblems problems)
    {
        (string Key, string? Value)[] others = [("url", part.Url), ("username", part.Username), ("token", part.Token), ("webhookSecret", part.WebhookSecret), ("tlsFingerprint", part.TlsFingerprint), ("caFile", part.CaFile)];
        foreach (var (key, _) in others.Where(o => o.Value is not null)) problems.Add($"repository.{key}: is set beside repository.local. Expected: the repository of this host (local, readToken), or one over HTTP (url, username, token).");
        var isPath = Path.IsPathFullyQualified(local);
        if (!isPath) problems.Add("repository.local", local, "the full path of a bare repository, which mycopod repository init makes, as in /var/lib/mycopod/declarations.git");
        if (part.ReadToken is not { Length: >= ShortestSecret }) problems.Add($"repository.readToken: {(part.ReadToken is null ? "is missing" : "is too short")}. Expected: at least {ShortestSecret} characters that nobody guesses; the Agent reads with it.");
        var (webUrl, commitUrl) = ReadPages(part, known: null, problems);
        return new(new($"file://{(isPath ? local : "/")}"), "", "", webUrl, commitUrl) { Local = local, ReadToken = part.ReadToken };
    }

    private static (Uri? Home, string? Commit) ReadPages(SettingsDocument.RepositoryPart? part, Uri? known, ConfigurationProblems problems)
    {
        var webUrl = part?.WebUrl is { } asked ? problems.HttpUrl("repository.webUrl", asked) : known;
        if (part?.CommitUrl is { } given && !IsCommitUrl(given)) problems.Add("repository.commitUrl", given, $"an http or https address with {CommitPlace} in it, as in https://github.com/you/declarations/commit/{CommitPlace}");
        return (webUrl, part?.CommitUrl ?? (webUrl is null ? null : $"{webUrl.ToString().TrimEnd('/')}/commit/{CommitPlace}"));
    }

    private static RepositoryTrust ReadTrust(SettingsDocument.RepositoryPart? part, ConfigurationProblems problems)
    {
        try
        {
            return RepositoryTrust.Read(part?.TlsFingerprint, part?.CaFile);
        }
        catch (FormatException e)
        {
            problems.Add(e.Message);
            return RepositoryTrust.System;
        }
    }

    private static Uri? KnownWebUrl(Uri url)
    {
        if (!KnownHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase)) return null;
        var address = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new(address.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? address[..^4] : address);
    }

    private static bool IsCommitUrl(string value) =>
        value.Contains(CommitPlace, StringComparison.Ordinal)
        && Uri.TryCreate(value.Replace(CommitPlace, "0", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https";
}
