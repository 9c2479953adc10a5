using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// The durable record of runs. Every change of a status, every event and every journal line is stored here, each call in one
/// transaction; the notification to Web follows from a trigger in the same one.
/// </summary>
internal sealed class RunLedger(IDbContextFactory<RunsContext> contexts, HighWaterMark mark, ExchangeSpool spool, TimeProvider time) : IDisposable
{
    /// <summary>So many events are inserted; more are copied, which takes a round trip more and far less for each.</summary>
    private const int Few = 20;

    /// <summary>One writer at a time: an event's number follows from the one before, and people decide about runs while they are carried out.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    public void Dispose() => gate.Dispose();

    /// <summary>The run to go on with: one that was interrupted, else the oldest queued one.</summary>
    /// <param name="onlyUnderWay">Only one with a step under way, or that somebody cancelled: while reconciling is paused.</param>
    public async Task<Run?> FindNextAsync(bool onlyUnderWay, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.AsNoTracking().Include(r => r.Steps.OrderBy(s => s.Number))
            .Where(r => r.Status == RunStatus.Running || (r.Status == RunStatus.Queued && !onlyUnderWay))
            .Where(r => !onlyUnderWay || r.CancelledBy != null || r.Steps.Any(s => s.Status == StepStatus.Running))
            .OrderBy(r => r.Status == RunStatus.Queued).ThenBy(r => r.Number)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Stores what <paramref name="record"/> says about a run and, where named, one of its steps.</summary>
    public Task RecordAsync(Guid runId, int? stepNumber, Action<LedgerEntry> record, CancellationToken cancellationToken) => WriteAsync(
        async context =>
        {
            var run = await context.Runs.SingleAsync(r => r.Id == runId, cancellationToken);
            var step = stepNumber is null ? null : await context.Steps.SingleAsync(s => s.RunId == runId && s.Number == stepNumber, cancellationToken);
            var entry = new LedgerEntry(context, run, step, time.GetUtcNow());
            record(entry);
            await SaveAsync(context, entry.Events, cancellationToken);
            AgentMeter.Count(entry);
            if (entry.HasIntent) mark.Raise(run.Nonce ?? "");
            return true;
        },
        cancellationToken);

    /// <summary>Stores, in one transaction, what <paramref name="decide"/> makes of a run and its steps.</summary>
    /// <param name="decide">Gets the run, null where there is none, and an entry for each step and for the run as a whole.</param>
    /// <returns>What it returns: why it decided nothing, for people, or null.</returns>
    public Task<string?> DecideAsync(Guid runId, Func<Run?, Func<RunStep?, LedgerEntry>, string?> decide, CancellationToken cancellationToken) => WriteAsync(
        async context =>
        {
            var run = await context.Runs.Include(r => r.Steps.OrderBy(s => s.Number)).SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
            var now = time.GetUtcNow();
            List<LedgerEntry> entries = [];
            var refusal = decide(run, step =>
            {
                entries.Add(new LedgerEntry(context, run ?? throw new InvalidOperationException("There is no run to decide about."), step, now));
                return entries[^1];
            });
            if (refusal is not null) return refusal;
            await SaveAsync(context, [.. entries.SelectMany(e => e.Events)], cancellationToken);
            entries.ForEach(AgentMeter.Count);
            return null;
        },
        cancellationToken);

    /// <summary>Stores what changed and what happened in one transaction.</summary>
    private static async Task SaveAsync(RunsContext context, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count <= Few)
        {
            context.AddRange(events);
            await context.SaveChangesAsync(cancellationToken);
            return;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await EventCopy.CopyAsync(context, events, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<T> WriteAsync<T>(Func<RunsContext, Task<T>> write, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await write(context);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Whether more may have been done than the database tells: the Agent's own file knows of more, or one of both was restored from a backup since.</summary>
    public async Task<bool> IsBehindAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.CreatedAt < mark.RestoredAt) return true;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Journal.CountAsync(j => j.RunId == run.Id && j.Phase == JournalPhase.Intent, cancellationToken) < mark.Of(run.Nonce ?? "");
    }

    /// <summary>Ends a run in one transaction: the steps that are still open, and the run itself.</summary>
    /// <param name="close">What becomes of an open step.</param>
    public Task EndRunAsync(Guid runId, RunStatus status, string? reason, Action<LedgerEntry> close, CancellationToken cancellationToken) => DecideAsync(
        runId,
        (run, entryOf) =>
        {
            if (run is null || run.Status.IsFinal()) return "It ended already.";
            foreach (var step in run.Steps) close(entryOf(step));
            entryOf(null).EndRun(status, reason);
            return null;
        },
        cancellationToken);

    /// <summary>Stores an exchange; one that changes something also shows as a line of the log. Where the database is away, it is kept until it is back.</summary>
    public async Task RecordExchangeAsync(Guid runId, int stepNumber, RawExchange raw, CancellationToken cancellationToken)
    {
        var exchange = new KeptExchange(runId, stepNumber, raw);
        try
        {
            await WriteAsync(context => StoreExchangeAsync(context, exchange, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (DatabaseFailure.IsOutage(e))
        {
            spool.Keep(exchange);
            throw;
        }
    }

    /// <summary>Stores what was kept while the database was away; what had reached it all the same is not stored twice.</summary>
    public async Task StoreKeptAsync(CancellationToken cancellationToken)
    {
        if (!spool.HasAny) return;
        foreach (var exchange in spool.Read())
        {
            await WriteAsync(
                async context =>
                {
                    if (await IsStoredAsync(context, exchange, cancellationToken)) return true;
                    if (await context.Steps.AnyAsync(s => s.RunId == exchange.RunId && s.Number == exchange.StepNumber, cancellationToken)) return await StoreExchangeAsync(context, exchange, cancellationToken);
                    spool.SetAside(exchange);
                    return true;
                },
                cancellationToken);
        }

        spool.Clear();
    }

    /// <summary>PostgreSQL keeps microseconds.</summary>
    private static Task<bool> IsStoredAsync(RunsContext context, KeptExchange kept, CancellationToken cancellationToken)
    {
        var (earliest, latest) = (kept.Exchange.StartedAt.AddMicroseconds(-1), kept.Exchange.StartedAt.AddMicroseconds(1));
        return context.Exchanges.AnyAsync(
            e => e.RunId == kept.RunId && e.StepNumber == kept.StepNumber && e.Method == kept.Exchange.Method && e.Path == kept.Exchange.Path && e.StartedAt >= earliest && e.StartedAt <= latest,
            cancellationToken);
    }

    private async Task<bool> StoreExchangeAsync(RunsContext context, KeptExchange kept, CancellationToken cancellationToken)
    {
        var (runId, stepNumber, raw) = kept;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var exchange = new Exchange
        {
            RunId = runId,
            StepNumber = stepNumber,
            Node = raw.Node,
            Method = raw.Method,
            Path = raw.Path,
            RequestBody = StorableText.Of(raw.RequestBody),
            StatusCode = raw.StatusCode,
            Reason = raw.Reason is null ? null : StorableText.Of(raw.Reason),
            ResponseBody = raw.ResponseBody is null ? null : StorableText.Of(raw.ResponseBody),
            Failure = raw.Failure,
            StartedAt = raw.StartedAt,
            DurationMilliseconds = raw.Duration.TotalMilliseconds,
        };
        context.Add(exchange);
        await context.SaveChangesAsync(cancellationToken);
        if (raw.Method != "GET")
        {
            var run = await context.Runs.SingleAsync(r => r.Id == runId, cancellationToken);
            var step = await context.Steps.SingleAsync(s => s.RunId == runId && s.Number == stepNumber, cancellationToken);
            var entry = new LedgerEntry(context, run, step, time.GetUtcNow());
            entry.Line(ExchangeLine(raw), raw.Node, exchangeId: exchange.Id);
            context.AddRange(entry.Events);
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whether the present attempt has begun a step.</summary>
    public async Task<bool> HasBegunStepAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var started = await context.Events.Where(e => e.RunId == runId && e.Kind == RunEventKind.RunStarted).MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        return await context.Events.AnyAsync(e => e.RunId == runId && e.Kind == RunEventKind.StepStarted && e.Sequence > started, cancellationToken);
    }

    /// <summary>A step's journal, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(Guid runId, int stepNumber, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Journal.AsNoTracking().Where(j => j.RunId == runId && j.StepNumber == stepNumber).OrderBy(j => j.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Whether a task is known from any step's journal already.</summary>
    public async Task<bool> IsOnRecordAsync(string upid, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Journal.AnyAsync(j => j.Upid == upid, cancellationToken);
    }

    /// <summary>How many lines of a task's log are stored; a step that was taken up again has those of more than one task.</summary>
    public async Task<int> CountTaskLinesAsync(Guid runId, int stepNumber, string upid, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Journal.Where(j => j.RunId == runId && j.StepNumber == stepNumber && j.Phase == JournalPhase.Task && j.Upid == upid).Select(j => (DateTimeOffset?)j.At);
        return await context.Events.Where(e => e.RunId == runId && e.StepNumber == stepNumber && e.At >= known.Min()).MaxAsync(e => e.TaskLine, cancellationToken) ?? 0;
    }

    private static string ExchangeLine(RawExchange raw)
    {
        var answer = raw.StatusCode is null ? $"no answer: {raw.Failure}" : raw.Method == RawExchange.Ssh ? $"exit status {raw.StatusCode}" : $"{raw.StatusCode}";
        return $"{raw.Method} {raw.Path.Replace("/api2/json", "", StringComparison.Ordinal)} → {answer}  {raw.Duration.TotalSeconds:0.00} s";
    }
}
