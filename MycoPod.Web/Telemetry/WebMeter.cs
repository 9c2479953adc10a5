using System.Diagnostics.Metrics;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Telemetry;

/// <summary>What Web measures. Names follow OpenTelemetry's conventions; with nobody listening none of it costs anything. Open pages and requests are ASP.NET Core's own.</summary>
internal static class WebMeter
{
    public const string Name = "MycoPod.Web";

    private const string Outcome = "mycopod.outcome";
    private const string Succeeded = "succeeded";
    private const string Failed = "failed";
    private static readonly Meter Meter = new(Name);
    private static readonly Gauge<int> AgentConnected = Meter.CreateGauge<int>("mycopod.agent.connected", "{agent}", "1 while the Agent is connected, else 0.");
    private static readonly Gauge<int> Pending = Meter.CreateGauge<int>("mycopod.approvals.pending", "{approval}", "Declarations and retries that wait for an Admin.");
    private static readonly Counter<long> LogIns = Meter.CreateCounter<long>("mycopod.logins", "{login}", "Log-ins that were tried, by outcome.");
    private static readonly Counter<long> Outages = Meter.CreateCounter<long>("mycopod.database.outages", "{outage}", "How often the database went away.");

    /// <summary>What never happened yet is shown as 0, so that the first time is seen as a change.</summary>
    public static void Begin()
    {
        LogIns.Add(0, new KeyValuePair<string, object?>(Outcome, Succeeded));
        LogIns.Add(0, new KeyValuePair<string, object?>(Outcome, Failed));
        Outages.Add(0);
    }

    /// <summary>Counts a line of the audit log where it tells of a log-in.</summary>
    public static void Count(AuditKind kind)
    {
        if (kind is AuditKind.SignIn or AuditKind.SignInFailed) LogIns.Add(1, new KeyValuePair<string, object?>(Outcome, kind == AuditKind.SignIn ? Succeeded : Failed));
    }

    public static void CountOutage() => Outages.Add(1);

    public static void SetAgentConnected(bool isConnected) => AgentConnected.Record(isConnected ? 1 : 0);

    public static void SetPending(int count) => Pending.Record(count);
}
