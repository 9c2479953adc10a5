using MycoPod.Core.Telemetry;

namespace MycoPod.Reconciler.Configuration;

/// <summary>The Agent's configuration file, named by <c>MYCOPOD_CONFIG</c>.</summary>
/// <param name="StateDirectory">The Agent's own directory: clone, sealing key, credentials.</param>
/// <param name="Connection">Npgsql connection string of the role mycopod_agent.</param>
/// <param name="PairingFile">What <c>mycopod agent pair</c> wrote.</param>
/// <param name="PollSeconds">How often the repository is fetched without being woken.</param>
/// <param name="RetentionDays">How long logs and exchanges of runs are kept, at least; they go by whole months.</param>
internal sealed record AgentConfiguration(
    string StateDirectory,
    string Connection,
    RepositoryConfiguration Repository,
    string PairingFile,
    int PollSeconds = 30,
    int RetentionDays = 180)
{
    /// <summary>Who is told what the Agent measures.</summary>
    public TelemetrySettings Telemetry { get; init; } = TelemetrySettings.None;

    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays);

    /// <summary>Of mode 0700: what only the Agent may know.</summary>
    public string CredentialsDirectory => Path.Combine(StateDirectory, "credentials");

    public TimeSpan PollInterval => TimeSpan.FromSeconds(PollSeconds);
}
