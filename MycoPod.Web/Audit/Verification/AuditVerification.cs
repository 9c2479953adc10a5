using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Web.Data;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Audit.Verification;

/// <summary>
/// Looks whether what is on record holds together: every run follows from a signed approval in the repository and has the plan that was approved,
/// its log has no gap, and the audit log has a line for each decision that let it run. Lines of the audit log bear no signature of their own:
/// that none was changed rests on the rights of Web's database role, which may only add.
/// </summary>
internal sealed class AuditVerification(IDbContextFactory<RunsContext> runs, IDbContextFactory<WebContext> web, DeclarationsRepository repository, ECDsa approvalKey)
{
    private readonly List<string> problems = [];
    private readonly List<string> notes = [];

    public async Task<AuditFindings> RunAsync(CancellationToken cancellationToken)
    {
        await using var runsDatabase = await runs.CreateDbContextAsync(cancellationToken);
        await using var webDatabase = await web.CreateDbContextAsync(cancellationToken);
        var all = await runsDatabase.Runs.AsNoTracking().OrderBy(r => r.Number).ToListAsync(cancellationToken);
        var started = all.Where(r => r.Nonce is not null).ToList();
        var accepted = await webDatabase.Audit.Where(e => e.Kind == AuditKind.HistoryAccepted).Select(e => (DateTimeOffset?)e.At).MaxAsync(cancellationToken);
        foreach (var run in started) Tell(run, ApprovalCheck.CheckRecord(run));
        var approvals = await CheckRepositoryAsync(started, accepted, cancellationToken);
        await CheckEventsAsync(runsDatabase, all, cancellationToken);
        var lines = await CheckLinesAsync(webDatabase, started, cancellationToken);
        return new(
            [$"{started.Count} runs that an approval started, {all.Count - started.Count} that were refused", $"{approvals} approvals in the declarations repository", $"{lines} lines of the audit log"],
            problems,
            notes);
    }

    /// <returns>How many approvals the repository holds.</returns>
    private async Task<int> CheckRepositoryAsync(IReadOnlyList<Run> started, DateTimeOffset? accepted, CancellationToken cancellationToken)
    {
        try
        {
            return await repository.ReadAsync(
                view =>
                {
                    var check = new ApprovalCheck(approvalKey, view.RepositoryId);
                    foreach (var run in started) CheckRun(run, view, check, accepted);
                    return CheckFolders(view, check);
                },
                cancellationToken);
        }
        catch (RepositoryException e)
        {
            problems.Add($"No approval could be checked: {e.Message}");
            return 0;
        }
    }

    private void CheckRun(Run run, RepositoryView view, ApprovalCheck check, DateTimeOffset? accepted)
    {
        if (view.ReadAt(run.Commit, run.Folder) is { } content) Tell(run, check.Check(run, content));
        else if (accepted > run.CreatedAt) notes.Add($"Run {run.Number}: its commit {run.Commit} is no longer in the declarations repository. An Admin accepted a rewritten history since.");
        else Tell(run, [$"Its commit {run.Commit} is not in the declarations repository: the history was rewritten, or the run was made up."]);
    }

    /// <summary>Whoever may push can put anything there; it starts nothing, and so is no problem.</summary>
    private int CheckFolders(RepositoryView view, ApprovalCheck check)
    {
        var count = 0;
        foreach (var content in view.Folders().Trees.Keys.Select(view.Read).OfType<FolderContent>().Where(c => c.Files.ContainsKey(DeclarationFolder.Approval)))
        {
            count++;
            if (check.FindObjection(content) is { } objection) notes.Add($"{content.Folder}: the approval there starts nothing. {objection}");
        }

        return count;
    }

    /// <summary>Old months go as a whole, so what is left of a run's log has an end that is known and no gap.</summary>
    private async Task CheckEventsAsync(RunsContext database, IReadOnlyList<Run> all, CancellationToken cancellationToken)
    {
        var kept = await database.Events.GroupBy(e => e.RunId)
            .Select(g => new { g.Key, Count = g.LongCount(), First = g.Min(e => e.Sequence), Last = g.Max(e => e.Sequence) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        foreach (var run in all)
        {
            if (!kept.TryGetValue(run.Id, out var log)) continue;
            if (log.Count != log.Last - log.First + 1) Tell(run, [$"Of its log {log.Last - log.First + 1 - log.Count} lines are missing in between."]);
            if (log.Last != run.LastSequence) Tell(run, [$"Its log ends with line {log.Last}; {run.LastSequence} were recorded."]);
        }
    }

    /// <returns>How many lines there are.</returns>
    private async Task<long> CheckLinesAsync(WebContext database, IReadOnlyList<Run> started, CancellationToken cancellationToken)
    {
        AuditKind[] orders = [AuditKind.RetryOrdered, AuditKind.TakenAsDone];
        var decisions = await database.Audit.Where(e => e.Kind == AuditKind.Approval || e.Kind == AuditKind.Commit).Select(e => new { e.Link, e.Actor }).ToListAsync(cancellationToken);
        var known = decisions.Select(d => (d.Link, d.Actor)).ToHashSet();
        var ordered = await database.Audit.Where(e => orders.Contains(e.Kind)).GroupBy(e => e.Link).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        foreach (var run in started)
        {
            if (!known.Contains(($"/declarations/{run.DeclarationId}", run.Approver))) Tell(run, [$"The audit log has no line about the decision of {run.Approver}, who approved it."]);
            var retries = ordered.Find(o => o.Key == $"/runs/{run.Id}")?.Count ?? 0;
            if (retries < run.Attempt - 1) Tell(run, [$"It is in attempt {run.Attempt}; the audit log has {retries} orders to go on."]);
        }

        return await database.Audit.LongCountAsync(cancellationToken);
    }

    private void Tell(Run run, IEnumerable<string> found) => problems.AddRange(found.Select(f => $"Run {run.Number}: {f}"));
}
