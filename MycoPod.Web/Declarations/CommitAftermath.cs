using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;
using MycoPod.Web.Notifications;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>What follows a commit: the audit log, the index, waking the Agent where something is ready, and telling people.</summary>
internal sealed partial class CommitAftermath(AuditLog audit, DeclarationIndex index, AgentLink link, DecisionNews news, ILogger<CommitAftermath> logger)
{
    public async Task FollowAsync(AuditKind kind, Person person, DeclarationHeader header, string commit, CancellationToken cancellationToken, string? comment = null)
    {
        if (header.Status == DeclarationStatus.Ready) link.Wake();
        await audit.AddAsync(kind, person.Name, $"{header.Title} ({header.Id}, revision {header.Revision}), commit {commit}", cancellationToken);
        try
        {
            await index.RefreshAsync(cancellationToken);
        }
        catch (RepositoryException e)
        {
            // The commit is there; the index follows with the next fetch.
            Log.IndexLags(logger, e);
        }

        try
        {
            await news.TellAsync(kind, person, header, comment, cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // The decision stands; dashboards show it.
            Log.NobodyTold(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The index of declarations could not follow a commit; it will with the next fetch")]
        public static partial void IndexLags(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Warning, "People could not be told of a decision; their dashboards show it")]
        public static partial void NobodyTold(ILogger logger, Exception exception);
    }
}
