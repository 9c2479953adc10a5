using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>A person's view of their own sessions, and how they end those that are not the one at hand.</summary>
internal sealed class OwnSessions(PersonQuery people, Sessions sessions, IDbContextFactory<WebContext> databases, AuditLog audit)
{
    public async Task<IReadOnlyList<SessionRow>> ListAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return [];
        var mine = SessionKey.Of(principal)?.Id;
        var open = await sessions.ListAsync(person.Id, cancellationToken);
        return [.. open.Select(s => new SessionRow(s.Id, s.BegunAt, s.SeenAt, BrowserName.Of(s.UserAgent), s.Address, s.Id == mine)).OrderByDescending(s => s.IsThis)];
    }

    public async Task EndAsync(ClaimsPrincipal principal, string id, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return;
        var open = await sessions.ListAsync(person.Id, cancellationToken);
        if (open.FirstOrDefault(s => s.Id == id) is not { } session) return;
        await sessions.EndAsync(new(person.Id, id), cancellationToken);
        await NoteAsync(person, $"Ended the session in {BrowserName.Of(session.UserAgent)}{(session.Address is { } address ? $" from {address}" : "")}.");
    }

    public async Task EndOthersAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(principal) is not { } key || await people.FindAsync(principal, cancellationToken) is not { } person) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ended = await Sessions.EndAllAsync(database, person.Id, kept: key.Id, cancellationToken);
        sessions.Announce(ended);
        if (ended.Count > 0) await NoteAsync(person, ended.Count == 1 ? "Ended the other session." : $"Ended {ended.Count} other sessions.");
    }

    /// <summary>It has happened: it is noted even where the page has gone meanwhile.</summary>
    private Task NoteAsync(Person person, string detail) =>
        audit.AddAsync(new(AuditKind.SessionEnded, person.Name, detail) { About = person.Name, Address = person.Address }, CancellationToken.None);
}
