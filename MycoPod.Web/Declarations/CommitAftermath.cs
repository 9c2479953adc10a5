using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>What follows a commit: the audit log, the index, and waking the Agent where something is ready.</summary>
internal sealed partial class CommitAftermath(AuditLog audit, DeclarationIndex index, AgentLink link, ILogger<CommitAftermath> logger)
{
    public async Task FollowAsync(AuditKind kind, Person person, DeclarationHeader header, string commit, CancellationToken cancellationToken)
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
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The index of declarations could not follow a commit; it will with the next fetch")]
        public static partial void IndexLags(ILogger logger, Exception exception);
    }
}
