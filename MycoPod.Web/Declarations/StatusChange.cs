using System.Text;
using MycoPod.Core.Declarations;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>Writes another status into a declaration, in one commit, if it still is the revision that was seen.</summary>
internal sealed class StatusChange(DeclarationsRepository repository, CommitAftermath aftermath)
{
    /// <param name="decide">Looks at what is there now: the change, or why there is none.</param>
    public async Task<PushOutcome> MakeAsync(
        AuditKind kind,
        Person person,
        SeenDeclaration seen,
        Func<FolderContent, DeclarationDocument, (NewStatus? Change, string? Refusal)> decide,
        CancellationToken cancellationToken)
    {
        (DeclarationHeader Header, string? Comment, AuditKind Kind)? made = null;
        var outcome = await repository.ChangeAsync(
            (_, view) =>
            {
                made = null;
                if (view.Read(seen.Folder) is not { } content) return Decision.Refuse("This declaration is no longer in the repository.");
                if (DeclarationReader.Document(content, []) is not { } document || document.Header.Revision != seen.Revision) return Decision.Refuse(Approving.Changed);
                var (change, refusal) = decide(content, document);
                if (change is null) return Decision.Refuse(refusal ?? Approving.Changed);
                var changed = document with { Header = document.Header with { Status = change.Status } };
                made = (changed.Header, change.Comment?.Comment, kind == AuditKind.Withdrawal && document.Header.Status == DeclarationStatus.Draft ? AuditKind.Discard : kind);
                return Decision.Make(Commit(seen.Folder, changed, change, person));
            },
            cancellationToken);
        if (outcome.Commit is { } commit && made is { } done) await aftermath.FollowAsync(done.Kind, person, done.Header, commit, done.Comment);
        return outcome;
    }

    private static FolderChange Commit(string folder, DeclarationDocument document, NewStatus change, Person person)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [DeclarationFolder.Text] = Encoding.UTF8.GetBytes(document.Write()) };
        if (change.Comment is { } comment) files[DeclarationFolder.Comment] = Encoding.UTF8.GetBytes(comment.Write());
        string[] removed = change.Comment is null ? [DeclarationFolder.Comment] : [];
        return new(folder, files, $"{change.Verb}: {document.Header.Title}", new(person.Name, person.Email), removed);
    }
}
