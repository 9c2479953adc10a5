using MycoPod.Core.Repository;
using MycoPod.Core.Telemetry;
using Npgsql;

namespace MycoPod.Reconciler.Configuration;

/// <summary>Checks the configuration and gathers every problem at once. Each names the key, what was found (never a secret) and what is expected.</summary>
internal sealed class AgentConfigurationChecks(ICollection<string> problems)
{
    /// <summary>To be used only where no problem was added.</summary>
    public AgentConfiguration Read(AgentDocument document) => new(
        FullPath("stateDirectory", document.StateDirectory, "the full path of the Agent's own directory, as in /var/lib/mycopod"),
        Database(document.Connection),
        Repository(document.Repository),
        FullPath("pairingFile", document.PairingFile, "the full path of what mycopod agent pair wrote, as in /etc/mycopod/pairing.json"),
        Number("pollSeconds", document.PollSeconds ?? 30, 1, 3600),
        Number("retentionDays", document.RetentionDays ?? 180, 7, 36_500))
    {
        Telemetry = TelemetrySettings.Read(document.Metrics?.Url, document.Telemetry?.OtlpEndpoint, Add),
    };

    private RepositoryConfiguration Repository(AgentDocument.RepositoryPart? part)
    {
        const string Expected = "an http or https address, as in https://github.com/you/declarations.git";
        if (!Uri.TryCreate(part?.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) Add("repository.url", url?.UserInfo.Length > 0 ? "…" : part?.Url, Expected);
        else if (url.UserInfo.Length > 0) problems.Add("repository.url: holds a user name or token. Expected: they stand in repository.username and repository.token, where no log shows them.");
        if (string.IsNullOrEmpty(part?.Username)) Add("repository.username", null, "the user name that may read the repository");
        if (string.IsNullOrEmpty(part?.Token)) Add("repository.token", null, "the token or password that belongs to repository.username");
        if (part?.Branch is { } branch && string.IsNullOrWhiteSpace(branch)) Add("repository.branch", null, "the name of a branch, as in main");
        try
        {
            RepositoryTrust.Read(part?.TlsFingerprint, part?.CaFile);
        }
        catch (FormatException e)
        {
            problems.Add(e.Message);
        }

        return new(part?.Url ?? "", part?.Username ?? "", part?.Token ?? "", part?.Branch ?? "main", part?.TlsFingerprint, part?.CaFile);
    }

    private string Database(string? value)
    {
        const string Expected = "a PostgreSQL connection string, as in Host=mycopod.lan;Database=mycopod;Username=mycopod_agent;Password=…";
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(value);
            if (connection.Host is { Length: > 0 } && connection.Username is { Length: > 0 } && connection.Database is { Length: > 0 }) return value ?? "";
            problems.Add($"connection: {(string.IsNullOrEmpty(value) ? "is missing" : "lacks Host, Database or Username")}. Expected: {Expected}.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            problems.Add($"connection: cannot be read. Expected: {Expected}.");
        }

        return "";
    }

    private string FullPath(string key, string? value, string expected)
    {
        if (value is not null && Path.IsPathFullyQualified(value)) return value;
        Add(key, value, expected);
        return "";
    }

    private int Number(string key, int value, int least, int most)
    {
        if (value < least || value > most) Add(key, $"{value}", $"a number from {least} to {most}");
        return value;
    }

    private void Add(string key, string? value, string expected) =>
        problems.Add($"{key}: {(string.IsNullOrEmpty(value) ? "is missing" : $"is '{value}'")}. Expected: {expected}.");
}
