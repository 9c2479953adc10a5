using System.Diagnostics.Metrics;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Telemetry;

/// <summary>What the Agent measures. Names follow OpenTelemetry's conventions; with nobody listening none of it costs anything.</summary>
internal static class AgentMeter
{
    public const string Name = "MycoPod.Agent";

    private const string Outcome = "mycopod.outcome";
    private const string Kind = "mycopod.step.kind";
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("mycopod.runs", "{run}", "Runs that ended, by outcome.");
    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram("mycopod.run.duration", "s", "How long runs took from their first start.", advice: Within(1, 3, 10, 30, 60, 180, 600, 1800, 3600, 10_800));
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("mycopod.steps", "{step}", "Steps that ended, by kind and outcome.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("mycopod.retries", "{retry}", "Requests that were tried again.");
    private static readonly Histogram<double> ProxmoxRequests = Meter.CreateHistogram("mycopod.proxmox.request.duration", "s", "Requests to Proxmox VE, by method and class of answer.", advice: Within(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30));
    private static readonly Histogram<double> PlannerRequests = Meter.CreateHistogram("mycopod.planner.request.duration", "s", "How long planning took, by provider and outcome.", advice: Within(0.1, 0.3, 1, 3, 10, 30, 60, 150));
    private static readonly Counter<long> Passes = Meter.CreateCounter<long>("mycopod.repository.passes", "{pass}", "Looks at the declarations repository, by outcome.");
    private static readonly Counter<long> Outages = Meter.CreateCounter<long>("mycopod.database.outages", "{outage}", "How often the database went away.");

    /// <summary>What never happened yet is shown as 0, so that the first time is seen as a change.</summary>
    public static void Begin()
    {
        foreach (var status in Enum.GetValues<RunStatus>().Where(s => s.IsFinal() || s == RunStatus.NeedsAttention)) Runs.Add(0, Is(Outcome, OutcomeOf(status.ToString())));
        foreach (var outcome in (string[])["read", "failed"]) Passes.Add(0, Is(Outcome, outcome));
        Retries.Add(0);
        Outages.Add(0);
    }

    /// <summary>Counts what one stored entry says has ended or is tried again.</summary>
    public static void Count(LedgerEntry entry)
    {
        foreach (var happened in entry.Events)
        {
            if (happened.Kind == RunEventKind.Retrying) Retries.Add(1);
            else if (happened.Kind == RunEventKind.StepFinished) Steps.Add(1, Is(Kind, entry.Step.Kind), Is(Outcome, OutcomeOf(happened.Status)));
            else if (happened.Kind == RunEventKind.RunFinished) Count(entry.Run, entry.Now);
        }
    }

    /// <summary>Counts a run that was stored as ended.</summary>
    public static void Count(Run run, DateTimeOffset at)
    {
        var outcome = Is(Outcome, OutcomeOf(run.Status.ToString()));
        Runs.Add(1, outcome);
        if (run.StartedAt is { } started) RunDuration.Record((at - started).TotalSeconds, outcome);
    }

    public static void Count(RawExchange exchange) => ProxmoxRequests.Record(
        exchange.Duration.TotalSeconds,
        Is("http.request.method", exchange.Method),
        Is("mycopod.answer", exchange.StatusCode is { } status ? $"{status / 100}xx" : "none"));

    /// <param name="provider">As in <c>built-in</c> or <c>openai</c>.</param>
    public static void CountPlanning(string provider, string outcome, TimeSpan duration) => PlannerRequests.Record(duration.TotalSeconds, Is("gen_ai.provider.name", provider), Is(Outcome, outcome));

    public static void CountPass(bool isRead) => Passes.Add(1, Is(Outcome, isRead ? "read" : "failed"));

    public static void CountOutage() => Outages.Add(1);

    private static string OutcomeOf(string? status) => status == nameof(RunStatus.NeedsAttention) ? "needs_attention" : status?.ToLowerInvariant() ?? "";

    private static KeyValuePair<string, object?> Is(string key, string value) => new(key, value);

    private static InstrumentAdvice<double> Within(params double[] seconds) => new() { HistogramBucketBoundaries = seconds };
}
