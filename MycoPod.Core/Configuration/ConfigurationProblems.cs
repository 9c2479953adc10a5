using Npgsql;

namespace MycoPod.Core.Configuration;

/// <summary>What is wrong with a configuration, gathered. Each names the key, what was found (never a secret) and what is expected.</summary>
public sealed class ConfigurationProblems
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

    /// <summary>The value as a full path, or empty and a problem.</summary>
    public string FullPath(string key, string? value, string expected)
    {
        if (value is not null && Path.IsPathFullyQualified(value)) return value;
        Add(key, value, expected);
        return "";
    }

    /// <summary>The value as a connection string of Npgsql, or null and a problem that does not repeat it.</summary>
    /// <param name="example">As in <c>Host=127.0.0.1;Database=mycopod;Username=mycopod_web;Password=…</c>.</param>
    public string? Connection(string key, string? value, string example)
    {
        var expected = $"Expected: a PostgreSQL connection string, as in {example}.";
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(value);
            if (connection.Host is { Length: > 0 } && connection.Username is { Length: > 0 } && connection.Database is { Length: > 0 }) return value;
            Add($"{key}: {(string.IsNullOrEmpty(value) ? "is missing" : "lacks Host, Database or Username")}. {expected}");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            Add($"{key}: cannot be read. {expected}");
        }

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
