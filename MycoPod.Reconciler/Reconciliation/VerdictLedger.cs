using System.Text;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Repository;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>
/// Stores verdicts as runs, together with how far the repository was read, in one transaction: after a crash a folder is
/// either judged again or was recorded, never both and never neither.
/// </summary>
internal sealed class VerdictLedger(IDbContextFactory<RunsContext> contexts, TimeProvider time)
{
    /// <summary>Nothing that was refused is believed, its names and reasons included; what is stored of it is bounded.</summary>
    private const int MaxText = 1000;

    /// <summary>Which repository was read, and up to which commit; null before the first time.</summary>
    public async Task<RepositoryHead?> FindCursorAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cursor = await context.Cursors.OrderByDescending(c => c.ReadAt).FirstOrDefaultAsync(cancellationToken);
        return cursor is null ? null : new(cursor.Commit, cursor.RepositoryId);
    }

    /// <summary>Stores the verdicts and the new position.</summary>
    /// <returns>How many runs were queued.</returns>
    public Task<int> RecordAsync(IReadOnlyList<Verdict> verdicts, RepositoryHead head, CancellationToken cancellationToken) =>
        StoreAsync(verdicts, head, isReadAgain: false, cancellationToken);

    /// <summary>As <see cref="RecordAsync"/>, for a history that was read before in another form: what has a run already is left as it is.</summary>
    public Task<int> RecordAgainAsync(IReadOnlyList<Verdict> verdicts, RepositoryHead head, CancellationToken cancellationToken) =>
        StoreAsync(verdicts, head, isReadAgain: true, cancellationToken);

    private async Task<int> StoreAsync(IReadOnlyList<Verdict> verdicts, RepositoryHead head, bool isReadAgain, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var queued = 0;
        List<Run> ended = [];
        foreach (var verdict in verdicts)
        {
            var run = verdict switch
            {
                Verdict.Accepted accepted => await AcceptAsync(context, accepted, isReadAgain, cancellationToken),
                Verdict.Refused { Header: { } header } when isReadAgain && await HasRunAsync(context, header, cancellationToken) => null,
                Verdict.Refused refused => Refuse(refused.Folder, refused.Header?.Id.Value ?? Guid.Empty, refused.Header?.Revision ?? 0, refused.Header?.Title ?? refused.Folder.Folder, refused.Header?.Author ?? "", refused.Approver, refused.Reason, refused.IsExpired),
                _ => null,
            };
            if (run is null || await IsKnownAsync(context, run, cancellationToken)) continue;
            context.Add(run);
            context.Add(FirstEvent(run));
            if (run.Status == RunStatus.Queued) queued++;
            else ended.Add(run);
        }

        await MoveCursorAsync(context, head, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var run in ended) AgentMeter.Count(run, run.CreatedAt);
        return queued;
    }

    private static Task<bool> HasRunAsync(RunsContext context, DeclarationHeader header, CancellationToken cancellationToken) =>
        context.Runs.AnyAsync(r => r.DeclarationId == header.Id.Value && r.Revision == header.Revision, cancellationToken);

    private async Task<Run?> AcceptAsync(RunsContext context, Verdict.Accepted accepted, bool isReadAgain, CancellationToken cancellationToken)
    {
        var nonce = accepted.Approval.Nonce;
        var used = context.Runs.Local.FirstOrDefault(r => r.Nonce == nonce)
            ?? await context.Runs.AsNoTracking().FirstOrDefaultAsync(r => r.Nonce == nonce, cancellationToken);
        if (used is null) return Queue(accepted);
        if (used.Folder == accepted.Folder.Folder && (isReadAgain || used.Commit == accepted.Folder.Commit)) return null;
        var header = accepted.Header;
        var by = used.Number == 0 ? "by another run" : $"by run {used.Number}";
        return Refuse(
            accepted.Folder, header.Id.Value, header.Revision, header.Title, header.Author, accepted.Approval.Approver,
            $"This approval was used already {by}. It was pushed again, and starts nothing.", isExpired: false);
    }

    private Run Queue(Verdict.Accepted accepted)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new Run
        {
            Id = id,
            DeclarationId = accepted.Header.Id.Value,
            Revision = accepted.Header.Revision,
            Title = accepted.Header.Title,
            Author = accepted.Header.Author,
            Approver = accepted.Approval.Approver,
            Folder = accepted.Folder.Folder,
            Commit = accepted.Folder.Commit,
            Nonce = accepted.Approval.Nonce,
            Plan = accepted.Plan.ToBytes(),
            PlanDigest = accepted.Approval.PlanDigest,
            StartBefore = accepted.Approval.Expires,
            Status = RunStatus.Queued,
            CreatedAt = now,
            LastSequence = 1,
            Steps = [.. accepted.Plan.Steps.Zip(PlannedStep.Of(accepted.Plan), (step, planned) => StepOf(id, step, planned))],
        };
    }

    private static RunStep StepOf(Guid runId, Step step, PlannedStep planned) => new()
    {
        RunId = runId,
        Number = planned.Number,
        Kind = planned.Kind,
        Title = planned.Title,
        Note = planned.Note,
        Status = StepStatus.Pending,
        Guest = step.Subject,
        Node = step.Place?.Value ?? "",
        Vmid = step.Target?.Vmid?.Value,
    };

    private Run Refuse(
        FolderContent folder, Guid declarationId, int revision, string title, string author, string approver, string reason, bool isExpired)
    {
        var now = time.GetUtcNow();
        return new Run
        {
            Id = Guid.CreateVersion7(now),
            DeclarationId = declarationId,
            Revision = revision,
            Title = StorableText.Of(title, MaxText),
            Author = StorableText.Of(author, MaxText),
            Approver = StorableText.Of(approver, MaxText),
            Folder = StorableText.Of(folder.Folder, MaxText),
            Commit = folder.Commit,
            RefusalKey = Digest.Of(Encoding.UTF8.GetBytes($"{folder.Folder}\n{folder.Commit}")),
            Status = isExpired ? RunStatus.Expired : RunStatus.Refused,
            Reason = StorableText.Of(reason, MaxText),
            CreatedAt = now,
            FinishedAt = now,
            LastSequence = 1,
        };
    }

    private static RunEvent FirstEvent(Run run) => new()
    {
        RunId = run.Id,
        Sequence = 1,
        Kind = run.Status == RunStatus.Queued ? RunEventKind.RunQueued : RunEventKind.RunFinished,
        At = run.CreatedAt,
        Text = run.Reason,
        Status = run.Status.ToString(),
    };

    private static async Task<bool> IsKnownAsync(RunsContext context, Run run, CancellationToken cancellationToken) =>
        run.RefusalKey is not null && await context.Runs.AnyAsync(r => r.RefusalKey == run.RefusalKey, cancellationToken);

    private async Task MoveCursorAsync(RunsContext context, RepositoryHead head, CancellationToken cancellationToken)
    {
        var cursor = await context.Cursors.FindAsync([head.RepositoryId], cancellationToken);
        if (cursor is null) context.Add(new RepositoryCursor { RepositoryId = head.RepositoryId, Commit = head.Commit, ReadAt = time.GetUtcNow() });
        else (cursor.Commit, cursor.ReadAt) = (head.Commit, time.GetUtcNow());
    }
}
