using MycoPod.Core.Configuration;
using MycoPod.Core.Repository;
using MycoPod.Core.Telemetry;

namespace MycoPod.Reconciler.Configuration;

/// <summary>Checks the configuration and gathers every problem at once.</summary>
internal sealed class AgentConfigurationChecks(ConfigurationProblems problems)
{
    /// <summary>To be used only where no problem was added.</summary>
    public AgentConfiguration Read(AgentDocument document) => new(
        problems.FullPath("stateDirectory", document.StateDirectory, "the full path of the Agent's own directory, as in /var/lib/mycopod"),
        problems.Connection("connection", document.Connection, "Host=mycopod.lan;Database=mycopod;Username=mycopod_agent;Password=…") ?? "",
        Repository(document.Repository),
        problems.FullPath("pairingFile", document.PairingFile, "the full path of what mycopod agent pair wrote, as in /etc/mycopod/pairing.json"),
        Number("pollSeconds", document.PollSeconds ?? 30, 1, 3600),
        Number("retentionDays", document.RetentionDays ?? 180, 7, 36_500))
    {
        Telemetry = TelemetrySettings.Read(document.Metrics?.Url, document.Telemetry?.OtlpEndpoint, problems.Add),
    };

    private RepositoryConfiguration Repository(AgentDocument.RepositoryPart? part)
    {
        problems.HttpUrl("repository.url", part?.Url);
        if (string.IsNullOrEmpty(part?.Username)) problems.Add("repository.username", null, "the user name that may read the repository");
        if (string.IsNullOrEmpty(part?.Token)) problems.Add("repository.token", null, "the token or password that belongs to repository.username");
        if (part?.Branch is { } branch && string.IsNullOrWhiteSpace(branch)) problems.Add("repository.branch", null, "the name of a branch, as in main");
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

    private int Number(string key, int value, int least, int most)
    {
        if (value < least || value > most) problems.Add(key, $"{value}", $"a number from {least} to {most}");
        return value;
    }
}
