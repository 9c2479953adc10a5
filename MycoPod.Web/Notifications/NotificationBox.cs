using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Notifications;

/// <summary>Keeps what people are told, and says so to their open pages.</summary>
internal sealed class NotificationBox(IDbContextFactory<WebContext> databases, TimeProvider time)
{
    /// <summary>Raised on any thread with what somebody was told just now; without, when somebody read something.</summary>
    public event EventHandler<NotificationEvent>? Changed;

    public async Task TellAsync(IReadOnlyCollection<Guid> recipients, News news, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var told = await database.Notifications.Where(n => recipients.Contains(n.RecipientId) && n.Topic == news.Topic).Select(n => n.RecipientId).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        List<Notification> added =
        [
            .. recipients.Except(told).Select(recipient => new Notification
            {
                Id = Guid.CreateVersion7(now),
                RecipientId = recipient,
                Kind = news.Kind,
                Topic = news.Topic,
                Text = news.Text,
                Detail = news.Detail,
                Link = news.Link,
                CreatedAt = now,
            }),
        ];
        database.Notifications.AddRange(added);
        await database.SaveChangesAsync(cancellationToken);
        foreach (var notification in added) Changed?.Invoke(this, new(notification.RecipientId, notification));
    }

    public async Task<IReadOnlyList<Notification>> NewestAsync(Guid recipient, int count, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Notifications.AsNoTracking().Where(n => n.RecipientId == recipient).OrderByDescending(n => n.CreatedAt).Take(count).ToListAsync(cancellationToken);
    }

    public async Task<int> CountUnreadAsync(Guid recipient, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Notifications.CountAsync(n => n.RecipientId == recipient && n.ReadAt == null, cancellationToken);
    }

    /// <param name="id">One of them, or null for all.</param>
    public async Task MarkReadAsync(Guid recipient, Guid? id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var read = await database.Notifications.Where(n => n.RecipientId == recipient && n.ReadAt == null && (id == null || n.Id == id))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellationToken);
        if (read > 0) Changed?.Invoke(this, new(recipient, null));
    }
}
