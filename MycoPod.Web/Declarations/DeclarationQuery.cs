using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Web.Approvals;
using MycoPod.Web.Data;

namespace MycoPod.Web.Declarations;

/// <summary>Reads submitted declarations together with what their newest runs made of them.</summary>
internal sealed class DeclarationQuery(IDbContextFactory<WebContext> databases, IDbContextFactory<RunsContext> runs)
{
    private const int ExcerptLength = 220;

    public Task<IReadOnlyList<DeclarationRow>> RecentAsync(int count, CancellationToken cancellationToken) =>
        ListAsync(all => all.OrderByDescending(d => d.CommittedAt).ThenBy(d => d.Folder).Take(count), cancellationToken);

    public Task<IReadOnlyList<DeclarationRow>> OfAuthorAsync(string author, int count, CancellationToken cancellationToken) =>
        ListAsync(all => all.Where(d => d.Author == author).OrderByDescending(d => d.CommittedAt).Take(count), cancellationToken);

    /// <summary>What waits for an Admin, longest waiting first; then what expired, then what was rejected and waits for its author.</summary>
    public async Task<IReadOnlyList<DeclarationRow>> ForApprovalsAsync(CancellationToken cancellationToken)
    {
        var open = await ListAsync(
            all => all.Where(d => d.Status == DeclarationStatus.PendingApproval || (d.Status == DeclarationStatus.Draft && d.Comment != null)).OrderBy(d => d.CommittedAt),
            cancellationToken);
        Guid[] late;
        await using (var database = await runs.CreateDbContextAsync(cancellationToken)) late = await database.Runs.Where(r => r.Status == RunStatus.Expired).Select(r => r.DeclarationId).Distinct().ToArrayAsync(cancellationToken);
        var expired = late.Length == 0 ? [] : await ListAsync(all => all.Where(d => d.Status == DeclarationStatus.Ready && late.Contains(d.Id)).OrderBy(d => d.CommittedAt), cancellationToken);
        return [.. open.Where(d => d.Rejection is null), .. expired.Where(d => d.State == DeclarationState.Expired), .. open.Where(d => d.Rejection is not null)];
    }

    /// <summary>What came back to its author with a comment, newest first.</summary>
    public Task<IReadOnlyList<DeclarationRow>> RejectedOfAsync(string author, CancellationToken cancellationToken) =>
        ListAsync(all => all.Where(d => d.Author == author && d.Status == DeclarationStatus.Draft && d.Comment != null).OrderByDescending(d => d.CommittedAt), cancellationToken);

    /// <summary>When the Agent refused as too late what was approved in a folder, or null where it did not, or where it was approved again since.</summary>
    public async Task<DateTimeOffset?> FindExpiryAsync(string folder, CancellationToken cancellationToken)
    {
        if (await ListAsync(all => all.Where(d => d.Folder == folder), cancellationToken) is not [{ State: DeclarationState.Expired, RunId: { } run }]) return null;
        await using var database = await runs.CreateDbContextAsync(cancellationToken);
        return await database.Runs.Where(r => r.Id == run).Select(r => r.FinishedAt).SingleAsync(cancellationToken);
    }

    public async Task<int> CountPendingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Declarations.CountAsync(d => d.Status == DeclarationStatus.PendingApproval, cancellationToken);
    }

    public async Task<Guid?> FindByCommitAsync(string commit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Declarations.Where(d => d.Commit == commit).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The declaration of an id, from the folder that stands for it.</summary>
    public async Task<DeclarationView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rightful = await RightfulFoldersAsync(database, [id], cancellationToken);
        return rightful.TryGetValue(id, out var folder) ? await FindInAsync(folder, cancellationToken) : null;
    }

    /// <summary>What lies in one folder, whatever id it carries.</summary>
    public async Task<DeclarationView?> FindInAsync(string folder, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var declaration = await database.Declarations.AsNoTracking().FirstOrDefaultAsync(d => d.Folder == folder, cancellationToken);
        if (declaration is null) return null;
        var row = (await RowsAsync(database, [Listed.Of(declaration)], cancellationToken))[0];
        return new(row, declaration.Text, declaration.TextDigest, ReadPlan(declaration.Plan), declaration.PlanDigest, declaration.Approver);
    }

    private async Task<IReadOnlyList<DeclarationRow>> ListAsync(Func<IQueryable<IndexedDeclaration>, IQueryable<IndexedDeclaration>> choose, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var declarations = await choose(database.Declarations).Select(d => new Listed(
            d.Id, d.Folder, d.Revision, d.Title, d.Author, d.Status, d.Created, d.Text.Substring(0, 1000), d.Commit, d.CommittedAt, d.IsChangedOutside, d.Problem, d.ApprovedAt, d.Comment, d.RejectedBy, d.RejectedAt)).ToListAsync(cancellationToken);
        return await RowsAsync(database, declarations, cancellationToken);
    }

    private async Task<IReadOnlyList<DeclarationRow>> RowsAsync(WebContext database, IReadOnlyList<Listed> declarations, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. declarations.Select(d => d.Id).Distinct()];
        var rightful = await RightfulFoldersAsync(database, ids, cancellationToken);
        var newest = await NewestRunsAsync(ids, cancellationToken);
        return [.. declarations.Select(d => Row(d, rightful.GetValueOrDefault(d.Id, d.Folder), newest))];
    }

    private static async Task<Dictionary<Guid, string>> RightfulFoldersAsync(WebContext database, Guid[] ids, CancellationToken cancellationToken)
    {
        var claims = await database.Declarations.Where(d => ids.Contains(d.Id) && d.Id != Guid.Empty)
            .Select(d => new { d.Id, d.Folder, d.IsChangedOutside }).ToListAsync(cancellationToken);
        return claims.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => RightfulFolder.Of(new(g.Key), g.Select(c => (c.Folder, c.IsChangedOutside))));
    }

    /// <summary>The newest runs. A refusal counts only where no approval became a run: anyone who pushes can have one more refused.</summary>
    private async Task<Dictionary<(Guid Id, int Revision), (Guid RunId, RunStatus Status, DateTimeOffset At)>> NewestRunsAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var database = await runs.CreateDbContextAsync(cancellationToken);
        var found = await database.Runs.Where(r => ids.Contains(r.DeclarationId)).OrderBy(r => r.Nonce != null).ThenBy(r => r.Number)
            .Select(r => new { r.Id, r.DeclarationId, r.Revision, r.Status, At = r.FinishedAt ?? r.CreatedAt }).ToListAsync(cancellationToken);
        Dictionary<(Guid, int), (Guid, RunStatus, DateTimeOffset)> newest = [];
        foreach (var run in found) newest[(run.DeclarationId, run.Revision)] = (run.Id, run.Status, run.At);
        return newest;
    }

    private static DeclarationRow Row(Listed d, string rightful, Dictionary<(Guid Id, int Revision), (Guid RunId, RunStatus Status, DateTimeOffset At)> newest)
    {
        var isCopy = d.Folder != rightful;
        var run = !isCopy && newest.TryGetValue((d.Id, d.Revision), out var found) ? found : ((Guid RunId, RunStatus Status, DateTimeOffset At)?)null;

        // Approved again, it waits for the run of the new approval.
        if (run is { Status: RunStatus.Expired, At: var expired } && d.ApprovedAt > expired) run = null;
        var rejection = d.Comment is null ? null : new Rejection(d.RejectedBy ?? "", d.RejectedAt ?? d.CommittedAt, d.Comment);
        return new(
            d.Id,
            d.Folder,
            d.Revision,
            d.Title,
            d.Author,
            d.Created,
            rejection is null ? DeclarationStates.Of(d.Status, run?.Status) : DeclarationState.Rejected,
            Excerpt(d.Start),
            d.Commit,
            d.CommittedAt,
            run?.RunId,
            d.IsChangedOutside,
            isCopy,
            isCopy ? $"{RightfulFolder.CopyProblem(rightful)} {d.Problem}".Trim() : d.Problem,
            rejection);
    }

    private static string Excerpt(string text)
    {
        var flat = string.Join(' ', text.Split((char[]?)null, 60, StringSplitOptions.RemoveEmptyEntries));
        return ShortText.Of(flat, ExcerptLength);
    }

    private static Plan? ReadPlan(byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : Plan.FromBytes(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A declaration without what makes it large.</summary>
    private sealed record Listed(
        Guid Id,
        string Folder,
        int Revision,
        string Title,
        string Author,
        DeclarationStatus Status,
        DateTimeOffset Created,
        string Start,
        string Commit,
        DateTimeOffset CommittedAt,
        bool IsChangedOutside,
        string? Problem,
        DateTimeOffset? ApprovedAt,
        string? Comment,
        string? RejectedBy,
        DateTimeOffset? RejectedAt)
    {
        public static Listed Of(IndexedDeclaration d) =>
            new(d.Id, d.Folder, d.Revision, d.Title, d.Author, d.Status, d.Created, d.Text, d.Commit, d.CommittedAt, d.IsChangedOutside, d.Problem, d.ApprovedAt, d.Comment, d.RejectedBy, d.RejectedAt);
    }
}
