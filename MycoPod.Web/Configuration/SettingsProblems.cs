namespace MycoPod.Web.Configuration;

/// <summary>What is wrong with a configuration, gathered. Each names the key, what was found (never a secret) and what is expected.</summary>
internal sealed class SettingsProblems
{
    private readonly List<string> found = [];

    public IReadOnlyList<string> Found => found;

    public void Add(string key, string? value, string expected) =>
        Add($"{key}: {(string.IsNullOrEmpty(value) ? "is missing" : $"is '{WithoutUserInfo(value)}'")}. Expected: {expected}.");

    public void Add(string problem) => found.Add(problem);

    /// <summary>The value as an address, or null and a problem.</summary>
    public Uri? HttpUrl(string key, string? value)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0) return url;
        Add(key, value, "an http or https address without user name, as in http://127.0.0.1:8080");
        return null;
    }

    /// <summary>An address may carry a password, which is never repeated.</summary>
    private static string WithoutUserInfo(string value)
    {
        var at = value.LastIndexOf('@');
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? value : $"{(scheme < 0 ? "" : value[..(scheme + 3)])}…{value[at..]}";
    }
}
