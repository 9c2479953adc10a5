using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Web.Runs;

/// <summary>Writes runs and their events as the Agent does.</summary>
internal static class RunRecords
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 25, 13, 5, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="minutes">How long it took; it ended, unless it is running.</param>
    public static async Task<Guid> AddAsync(
        TestDatabase database, string title = "One container", RunStatus status = RunStatus.Running, string author = "ben", DateTimeOffset? at = null, int minutes = 1)
    {
        await using var runs = database.OpenRuns();
        var begin = at ?? DateTimeOffset.UnixEpoch;
        var run = new Run
        {
            Id = Guid.CreateVersion7(begin),
            DeclarationId = Guid.CreateVersion7(begin),
            Revision = 1,
            Title = title,
            Author = author,
            Approver = "ada",
            Folder = "declarations/1970/one",
            Commit = new string('a', 40),
            Nonce = Guid.CreateVersion7(begin).ToString("N"),
            Status = status,
            CreatedAt = begin,
            StartedAt = begin,
            FinishedAt = status.IsFinal() ? begin.AddMinutes(minutes) : null,
        };
        runs.Runs.Add(run);
        await runs.SaveChangesAsync(Token);
        return run.Id;
    }

    public static async Task AddStepAsync(TestDatabase database, Guid run, int number, string guest = "web-1", string node = "pve1", StepStatus status = StepStatus.Succeeded)
    {
        await using var runs = database.OpenRuns();
        runs.Steps.Add(new()
        {
            RunId = run,
            Number = number,
            Kind = "start-guest",
            Title = $"Start {guest}",
            Note = $"POST /nodes/{node}/lxc/101/status/start",
            Status = status,
            Guest = guest,
            Node = node,
            StartedAt = Begin,
            FinishedAt = Begin.AddSeconds(2),
        });
        await runs.SaveChangesAsync(Token);
    }

    /// <returns>The exchange's id.</returns>
    public static async Task<long> AddExchangeAsync(TestDatabase database, Guid run, int step, string path, string node = "pve1", string method = "POST")
    {
        await using var runs = database.OpenRuns();
        var exchange = new Exchange
        {
            RunId = run,
            StepNumber = step,
            Node = node,
            Method = method,
            Path = path,
            RequestBody = "hostname=web-1",
            StatusCode = 200,
            Reason = "OK",
            ResponseBody = """{"data":null}""",
            StartedAt = Begin,
            DurationMilliseconds = 31,
        };
        runs.Exchanges.Add(exchange);
        await runs.SaveChangesAsync(Token);
        return exchange.Id;
    }

    /// <summary>Stores an event.</summary>
    public static async Task<RunEvent> HappenAsync(TestDatabase database, Guid runId, long sequence, int? step = null, long? exchange = null, string? text = null)
    {
        await using var runs = database.OpenRuns();
        var run = await runs.Runs.SingleAsync(r => r.Id == runId, Token);
        run.LastSequence = sequence;
        var happened = new RunEvent
        {
            RunId = runId,
            Sequence = sequence,
            Kind = RunEventKind.Output,
            At = Begin,
            Text = text ?? $"line {sequence}",
            StepNumber = step,
            ExchangeId = exchange,
            Node = step is null ? null : "pve1",
        };
        runs.Events.Add(happened);
        await runs.SaveChangesAsync(Token);
        return happened;
    }

    /// <summary>Stores many lines at once, "line 1" and so on.</summary>
    public static async Task FillAsync(TestDatabase database, Guid runId, int lines, int? step = null)
    {
        await using var runs = database.OpenRuns();
        await runs.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO runs.events (run_id, sequence, kind, at, step_number, node, text)
            SELECT {runId}, n, 'Output', {Begin} + n * interval '1 ms', {step}, 'pve1', 'line ' || n || ' of a task that has much to say' FROM generate_series(1, {lines}) AS n
            """,
            Token);
        await runs.Runs.Where(r => r.Id == runId).ExecuteUpdateAsync(r => r.SetProperty(x => x.LastSequence, lines), Token);
    }

    /// <summary>Ends a run, as its last event.</summary>
    public static async Task<RunEvent> FinishAsync(TestDatabase database, Guid runId, RunStatus status)
    {
        await using var runs = database.OpenRuns();
        var run = await runs.Runs.SingleAsync(r => r.Id == runId, Token);
        run.Status = status;
        run.FinishedAt = Begin;
        var finished = new RunEvent { RunId = runId, Sequence = ++run.LastSequence, Kind = RunEventKind.RunFinished, At = Begin, Status = status.ToString() };
        runs.Events.Add(finished);
        await runs.SaveChangesAsync(Token);
        return finished;
    }
}
