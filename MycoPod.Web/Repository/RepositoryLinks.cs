using MycoPod.Web.Configuration;

namespace MycoPod.Web.Repository;

/// <summary>Where people look at the declarations repository in their browser.</summary>
internal sealed class RepositoryLinks(WebSettings settings)
{
    /// <summary>What to call it in a sentence.</summary>
    public string Name => settings.Repository.Url.Host.Equals("github.com", StringComparison.OrdinalIgnoreCase) ? "GitHub" : "the declarations repository";

    /// <summary>Null where the configuration names no address for browsers.</summary>
    public Uri? Home => settings.Repository.WebUrl;

    /// <param name="commit">Its whole id, 40 hexadecimal digits.</param>
    public string? OfCommit(string commit) =>
        commit.Length > 0 && commit.All(char.IsAsciiHexDigit) ? settings.Repository.CommitUrl?.Replace(RepositorySettings.CommitPlace, commit, StringComparison.Ordinal) : null;
}
