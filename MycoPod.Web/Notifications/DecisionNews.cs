using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Notifications;

/// <summary>Who is told of what people decide: the author of approvals and rejections, Admins of submissions, and both of what is withdrawn.</summary>
internal sealed class DecisionNews(NotificationBox box, IDbContextFactory<WebContext> databases)
{
    public async Task TellAsync(AuditKind kind, Person person, DeclarationHeader header, string? comment, CancellationToken cancellationToken)
    {
        if (NewsOf(kind, person, header, comment) is not { } news) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var others = await PersonQuery.All(database, database.Users.Where(u => u.Id != person.Id)).ToListAsync(cancellationToken);
        var recipients = others.Where(p => (p.IsAdmin && kind is (AuditKind.Commit or AuditKind.Withdrawal)) || (p.Name == header.Author && kind != AuditKind.Commit)).Select(p => p.Id).ToList();
        await box.TellAsync(recipients, news, cancellationToken);
    }

    private static News? NewsOf(AuditKind kind, Person person, DeclarationHeader header, string? comment)
    {
        var again = header.Revision > 1 ? " again" : "";
        return (kind, header.Status) switch
        {
            (AuditKind.Commit, DeclarationStatus.PendingApproval) => new(NotificationKind.Submitted, Topic("submitted"), $"{person.Name} submitted “{header.Title}”{again}.", null, "/approvals"),
            (AuditKind.Approval, _) => new(NotificationKind.Approved, Topic("approved"), $"{person.Name} approved “{header.Title}”.", null, $"/declarations/{header.Id}"),
            (AuditKind.Rejection, _) => new(NotificationKind.Rejected, Topic("rejected"), $"{person.Name} rejected “{header.Title}”.", comment, $"/declarations/{header.Id}"),
            (AuditKind.Withdrawal, _) => new(NotificationKind.Withdrawn, Topic("withdrawn"), $"{person.Name} withdrew “{header.Title}”.", null, $"/declarations/{header.Id}"),
            _ => null,
        };

        string Topic(string what) => $"{what}:{header.Id}:{header.Revision}";
    }
}
