using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;
using MycoPod.Web.Notifications;

namespace MycoPod.Web.Declarations;

/// <summary>
/// What follows a commit: the audit log, the index, waking the Agent where something is ready, and telling people. The commit is
/// there whatever happens here, so nothing of it may look like a failed commit.
/// </summary>
internal sealed partial class CommitAftermath(AuditLog audit, DeclarationIndex index, AgentLink link, DecisionNews news, ILogger<CommitAftermath> logger)
{
    public async Task FollowAsync(AuditKind kind, Person person, DeclarationHeader header, string commit, string? comment = null)
    {
        if (header.Status == DeclarationStatus.Ready) link.Wake();
        var detail = $"Revision {header.Revision}, commit {commit}";
        var line = new AuditLine(kind, person.Name, detail) { About = header.Title, Link = $"/declarations/{header.Id}", Address = person.Address };
        await TryAsync(() => audit.AddAsync(line, CancellationToken.None), e => Log.NotAudited(logger, kind, person.Name, $"{header.Id}. {detail}", e));
        await TryAsync(() => index.RefreshAsync(CancellationToken.None), e => Log.IndexLags(logger, e));
        await TryAsync(() => news.TellAsync(kind, person, header, comment, CancellationToken.None), e => Log.NobodyTold(logger, e));
    }

    /// <summary>Does one more thing that the commit has made due.</summary>
    public Task TidyAsync(Func<Task> tidy) => TryAsync(tidy, e => Log.Untidy(logger, e));

    private static async Task TryAsync(Func<Task> follow, Action<Exception> tell)
    {
        try
        {
            await follow();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tell(e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The index of declarations could not follow a commit; it will with the next fetch")]
        public static partial void IndexLags(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "The audit log could not take {Kind} by {Person}: {Detail}")]
        public static partial void NotAudited(ILogger logger, AuditKind kind, string person, string detail, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "The draft of a commit could not follow it; its author can change or discard it")]
        public static partial void Untidy(ILogger logger, Exception exception);
        [LoggerMessage(4, LogLevel.Warning, "People could not be told of a decision; their dashboards show it")]
        public static partial void NobodyTold(ILogger logger, Exception exception);
    }
}
