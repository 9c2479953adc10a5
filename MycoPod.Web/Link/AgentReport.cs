using System.Text.Json;
using System.Text.Json.Serialization;
using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>How it stands with the Agent, in a file of Web's state directory: for commands of this host, which have no part in the running Web.</summary>
/// <param name="At">When it was written; the running Web writes it anew at least every minute.</param>
/// <param name="Since">Since when the Agent is connected, or not; null where Web has not seen it yet.</param>
internal sealed record AgentReport(DateTimeOffset At, bool IsConnected, DateTimeOffset? Since, string? Host, string? Version, AgentState? State, string? Refused)
{
    public const string Name = "agent-report.json";

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <returns>Null where Web does not run, or wrote none yet.</returns>
    public static AgentReport? Read(string stateDirectory, DateTimeOffset now)
    {
        try
        {
            var report = JsonSerializer.Deserialize<AgentReport>(File.ReadAllBytes(PathIn(stateDirectory)), Format);
            return report?.At > now - (2 * Interval) ? report : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string stateDirectory)
    {
        var fresh = $"{PathIn(stateDirectory)}.new";
        using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(stream, this, Format);
        }

        File.Move(fresh, PathIn(stateDirectory), overwrite: true);
    }

    public static void Delete(string stateDirectory) => File.Delete(PathIn(stateDirectory));

    /// <summary>For people, one a line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return (IsConnected, Since) switch
        {
            (true, { } since) => $"Connected since {Moment(since)}: the Agent on {Host}, version {Version}",
            (_, { } since) => $"Not connected since {Moment(since)}{(Host is null ? "" : $"; it was the Agent on {Host}, version {Version}")}",
            _ => "Not connected since Web was started",
        };
        if (Refused is not null) yield return $"Refused: {Refused}";
        if (State is not { } state) yield break;
        yield return $"Cluster: {ClusterOf(state)}";
        yield return $"Repository: {state.RepositoryProblem ?? "read"}";
        yield return state.Pause is { } pause ? $"Reconciling: paused by {pause.By} since {Moment(pause.Since)}" : "Reconciling: yes";
    }

    private static string ClusterOf(AgentState state) => state switch
    {
        { HasCredentials: false } => "no credentials yet",
        { ClusterProblem: { } problem } => $"{state.ClusterName} {problem}".Trim(),
        { ClusterName: { } name } => $"{name} {state.ClusterVersion}",
        _ => "not asked yet",
    };

    private static string Moment(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    private static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, Name);
}
