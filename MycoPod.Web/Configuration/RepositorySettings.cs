using MycoPod.Core.Repository;

namespace MycoPod.Web.Configuration;

/// <summary>The declarations repository and how Web reaches it.</summary>
/// <param name="WebUrl">Where people look at it in a browser; null where that is not said, and the host is none that is known.</param>
/// <param name="CommitUrl">Where one commit is looked at, with <c>{commit}</c> in the place of its id.</param>
/// <param name="WebhookSecret">What GitHub signs its deliveries with; null where it tells of no pushes.</param>
internal sealed record RepositorySettings(Uri Url, string Username, string Token, Uri? WebUrl = null, string? CommitUrl = null, string? WebhookSecret = null)
{
    /// <summary>Which certificate of its server is believed.</summary>
    public RepositoryTrust Trust { get; init; } = RepositoryTrust.System;

    /// <summary>What stands for the commit's id in <see cref="CommitUrl"/>.</summary>
    public const string CommitPlace = "{commit}";

    private const int ShortestSecret = 16;

    private static readonly string[] KnownHosts = ["github.com", "gitlab.com", "codeberg.org"];

    /// <summary>Reads the part <c>repository</c> and adds what is wrong with it to <paramref name="problems"/>; the token is never repeated.</summary>
    public static RepositorySettings Read(SettingsDocument.RepositoryPart? part, SettingsProblems problems)
    {
        var url = problems.HttpUrl("repository.url", part?.Url) ?? new Uri("http://127.0.0.1");
        if (string.IsNullOrEmpty(part?.Username)) problems.Add("repository.username", part?.Username, "the user name that may push to the repository");
        if (string.IsNullOrEmpty(part?.Token)) problems.Add("repository.token", null, "the token or password that belongs to repository.username");
        var webUrl = part?.WebUrl is { } asked ? problems.HttpUrl("repository.webUrl", asked) : KnownWebUrl(url);
        var commitUrl = part?.CommitUrl ?? (webUrl is null ? null : $"{webUrl.ToString().TrimEnd('/')}/commit/{CommitPlace}");
        if (part?.CommitUrl is { } given && !IsCommitUrl(given)) problems.Add("repository.commitUrl", given, $"an http or https address with {CommitPlace} in it, as in https://github.com/you/declarations/commit/{CommitPlace}");
        if (part?.WebhookSecret is { Length: < ShortestSecret }) problems.Add("repository.webhookSecret", null, $"at least {ShortestSecret} characters, the same as at GitHub");
        return new(url, part?.Username ?? "", part?.Token ?? "", webUrl, commitUrl, part?.WebhookSecret) { Trust = ReadTrust(part, problems) };
    }

    private static RepositoryTrust ReadTrust(SettingsDocument.RepositoryPart? part, SettingsProblems problems)
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
