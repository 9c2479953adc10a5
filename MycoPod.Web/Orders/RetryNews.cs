using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;
using MycoPod.Web.Notifications;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Orders;

/// <summary>Tells Admins of requests to take a run up again, and whoever filed one what became of it.</summary>
internal sealed class RetryNews(NotificationBox box, IDbContextFactory<WebContext> databases)
{
    public async Task FiledAsync(Person person, OpenRetry open, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var admins = (await PersonQuery.All(database, database.Users.Where(u => u.Id != person.Id)).ToListAsync(cancellationToken)).Where(p => p.IsAdmin).Select(p => p.Id).ToList();
        await box.TellAsync(admins, new(NotificationKind.Submitted, Topic("filed", open), $"{person.Name} asks to retry “{open.Run.Title}”.", null, "/approvals"), cancellationToken);
    }

    public async Task DecidedAsync(Person admin, OpenRetry open, bool isGranted, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recipients = await database.Users.Where(u => u.UserName == open.RequestedBy).Select(u => u.Id).ToListAsync(cancellationToken);
        var (kind, word) = isGranted ? (NotificationKind.Approved, "granted") : (NotificationKind.Rejected, "declined");
        await box.TellAsync(recipients, new(kind, Topic(word, open), $"{admin.Name} {word} the retry of “{open.Run.Title}”.", null, $"/runs/{open.Run.Id}"), cancellationToken);
    }

    private static string Topic(string what, OpenRetry open) => $"retry-{what}:{open.Run.Id}:{open.Run.Attempt}:{open.RequestedAt.ToUnixTimeMilliseconds()}";
}
