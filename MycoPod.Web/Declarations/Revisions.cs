using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>
/// Edits of declarations that came back: the author gets a private draft that carries the declaration's id; submitting it makes
/// the next revision in the same folder.
/// </summary>
internal sealed class Revisions(PersonQuery people, Drafts drafts, IDbContextFactory<WebContext> databases, AuditLog audit, TimeProvider time)
{
    public const string NotAuthor = "Only its author can edit this declaration.";
    public const string SignedOut = "You are no longer signed in. Log in again.";
    public const string Gone = "This declaration is no longer in the repository.";
    public const string NotNow = "This declaration cannot be edited as it is now. Withdraw it first, or begin a new one.";

    /// <summary>The same for the index, for buttons, and for what lies in the repository.</summary>
    public static bool MayEdit(DeclarationStatus status, bool isChangedOutside) =>
        status is DeclarationStatus.Draft or DeclarationStatus.Withdrawn || (status == DeclarationStatus.PendingApproval && isChangedOutside);

    public async Task<RevisionStart> BeginAsync(ClaimsPrincipal principal, string folder, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return Refuse(SignedOut);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var declaration = await database.Declarations.AsNoTracking().FirstOrDefaultAsync(d => d.Folder == folder, cancellationToken);
        if (declaration is null || declaration.Id == Guid.Empty) return Refuse(Gone);
        if (declaration.Author != person.Name) return Refuse(NotAuthor);
        if (!MayEdit(declaration.Status, declaration.IsChangedOutside)) return Refuse(NotNow);

        var draft = await database.Drafts.FirstOrDefaultAsync(d => d.Id == declaration.Id, cancellationToken);
        if (draft is not null && draft.AuthorId != person.Id) return Refuse(NotAuthor);
        var isNew = draft is null;
        if (draft is null) database.Drafts.Add(draft = Draft(declaration, person.Id));
        draft.Folder = folder;
        draft.BasedOn = declaration.Revision;
        await database.SaveChangesAsync(cancellationToken);
        var line = new AuditLine(AuditKind.Edit, person.Name, $"Revision {declaration.Revision}") { About = declaration.Title, Link = $"/declarations/{declaration.Id}", Address = person.Address };
        if (isNew) await audit.AddAsync(line, CancellationToken.None);
        return new(draft.Id, isNew, null);
    }

    /// <summary>Begins a new declaration with the text of another one.</summary>
    public async Task<RevisionStart> CopyAsync(ClaimsPrincipal principal, Guid declarationId, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { } person) return Refuse(SignedOut);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var text = await database.Declarations.Where(d => d.Id == declarationId).OrderByDescending(d => d.Revision).Select(d => d.Text).FirstOrDefaultAsync(cancellationToken);
        return text is null ? Refuse(Gone) : new(await drafts.SaveTextAsync(id: null, person.Id, text, cancellationToken), IsNew: true, Problem: null);
    }

    /// <summary>What was withdrawn is a draft of its author's again, unless they have begun to edit it already.</summary>
    public async Task ReturnAsync(string folder, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var declaration = await database.Declarations.AsNoTracking().FirstOrDefaultAsync(d => d.Folder == folder, cancellationToken);
        if (declaration is null || declaration.Id == Guid.Empty || await database.Drafts.AnyAsync(d => d.Id == declaration.Id, cancellationToken)) return;
        if (await database.Users.Where(u => u.UserName == declaration.Author).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(cancellationToken) is not { } author) return;
        var draft = Draft(declaration, author);
        draft.Folder = folder;
        draft.BasedOn = declaration.Revision;
        database.Drafts.Add(draft);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether the next revision may be written over what lies in the repository.</summary>
    /// <returns>Null where it may; otherwise what to do instead.</returns>
    public static Decision? FindObstacle(RepositoryView view, Draft draft, DeclarationDocument next, byte[] plan, Person person)
    {
        if (draft.Folder is not { } folder || view.Read(folder) is not { } content || DeclarationReader.Document(content, []) is not { } present)
            return Decision.Refuse("This declaration is no longer in the repository. Copy the text and begin a new one.");
        if (present.Header.Id != next.Header.Id || present.Header.Author != person.Name) return Decision.Refuse(NotAuthor);

        // A push whose answer was lost, and its repetition, must not become two revisions.
        var isThere = present.Header.Revision == next.Header.Revision && present.Text == next.Text && content.IsByMycoPod
            && content.Files.GetValueOrDefault(DeclarationFolder.Plan) is { } committed && committed.AsSpan().SequenceEqual(plan);
        if (isThere) return Decision.Already(content.Commit);
        if (present.Header.Revision != draft.BasedOn) return Decision.Refuse("This declaration was submitted again in the meantime. Open it to see what is there now.");
        return MayEdit(present.Header.Status, !content.IsByMycoPod) ? null : Decision.Refuse(NotNow);
    }

    private static RevisionStart Refuse(string why) => new(null, false, why);

    private Draft Draft(IndexedDeclaration declaration, Guid author) => new()
    {
        Id = declaration.Id,
        AuthorId = author,
        Text = declaration.Text,
        Title = declaration.Title == DeclarationTitle.From(declaration.Text) ? null : declaration.Title,
        UpdatedAt = time.GetUtcNow(),
    };
}
