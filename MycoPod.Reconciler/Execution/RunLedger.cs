using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// The durable record of runs. Every change of a status, every event and every journal line is stored here, each call in one
/// transaction; the notification to Web follows from a trigger in the same one.
/// </summary>
internal sealed class RunLedger(IDbContextFactory<RunsContext> contexts, HighWaterMark mark, TimeProvider time)
{
    /// <summary>The run to go on with: one that was interrupted, else the oldest queued one.</summary>
    public async Task<Run?> FindNextAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.AsNoTracking().Include(r => r.Steps.OrderBy(s => s.Number))
            .Where(r => r.Status == RunStatus.Running || r.Status == RunStatus.Queued)
            .OrderBy(r => r.Status == RunStatus.Queued).ThenBy(r => r.Number)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Stores what <paramref name="record"/> says about a run and, where named, one of its steps.</summary>
    public async Task RecordAsync(Guid runId, int? stepNumber, Action<LedgerEntry> record, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.SingleAsync(r => r.Id == runId, cancellationToken);
        var step = stepNumber is null ? null : await context.Steps.SingleAsync(s => s.RunId == runId && s.Number == stepNumber, cancellationToken);
        var entry = new LedgerEntry(context, run, step, time.GetUtcNow());
        record(entry);
        await context.SaveChangesAsync(cancellationToken);
        if (entry.HasIntent) mark.Raise(run.Nonce ?? "");
    }

    /// <summary>Whether the Agent's own file knows of more than the database: then that was restored from a backup, or lost.</summary>
    public async Task<bool> IsBehindAsync(Run run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Journal.CountAsync(j => j.RunId == run.Id && j.Phase == JournalPhase.Intent, cancellationToken) < mark.Of(run.Nonce ?? "");
    }

    /// <summary>Ends a run in one transaction: the steps that are still open, and the run itself.</summary>
    /// <param name="close">What becomes of an open step.</param>
    public async Task EndRunAsync(Guid runId, RunStatus status, string? reason, Action<LedgerEntry> close, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.Include(r => r.Steps).SingleAsync(r => r.Id == runId, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var step in run.Steps.OrderBy(s => s.Number)) close(new LedgerEntry(context, run, step, now));
        if (run.Status == RunStatus.Queued && status is not (RunStatus.Refused or RunStatus.Expired)) run.Become(RunStatus.Running);
        run.Become(status);
        run.Reason = reason is null ? null : StorableText.Of(reason);
        run.Warning = null;
        run.FinishedAt = now;
        new LedgerEntry(context, run, step: null, now).Event(RunEventKind.RunFinished, reason, status.ToString());
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores an exchange; one that changes something also shows as a line of the log.</summary>
    public async Task RecordExchangeAsync(Guid runId, int stepNumber, RawExchange raw, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
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
            new LedgerEntry(context, run, step, time.GetUtcNow()).Line(ExchangeLine(raw), raw.Node, exchangeId: exchange.Id);
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
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

    /// <summary>How many lines of the step's current task log are stored.</summary>
    public async Task<int> CountTaskLinesAsync(Guid runId, int stepNumber, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Events.Where(e => e.RunId == runId && e.StepNumber == stepNumber).MaxAsync(e => e.TaskLine, cancellationToken) ?? 0;
    }

    private static string ExchangeLine(RawExchange raw)
    {
        var answer = raw.StatusCode is null ? $"no answer: {raw.Failure}" : $"{raw.StatusCode}";
        return $"{raw.Method} {raw.Path.Replace("/api2/json", "", StringComparison.Ordinal)} → {answer}  {raw.Duration.TotalSeconds:0.00} s";
    }
}
