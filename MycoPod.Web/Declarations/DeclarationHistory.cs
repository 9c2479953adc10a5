using System.Text;
using System.Text.Json;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Web.Approvals;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>Tells from Git what happened to a declaration, commit by commit.</summary>
internal sealed class DeclarationHistory(DeclarationsRepository repository)
{
    /// <returns>Newest first.</returns>
    /// <exception cref="RepositoryException">The repository cannot be reached.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var versions = await repository.ReadAsync(view => view.History(folder), cancellationToken);
        List<HistoryEntry> entries = [];
        Told? before = null;
        foreach (var version in versions.Reverse())
        {
            var now = Told.Of(version);
            entries.Add(Entry(now, before));
            before = now;
        }

        entries.Reverse();
        return entries;
    }

    private static HistoryEntry Entry(Told now, Told? before)
    {
        var hasChanged = before?.Document is not null && now.Document is not null && before.Document.Text != now.Document.Text;
        var isApproval = now.Version.IsByMycoPod && now.Document?.Header.Status == DeclarationStatus.Ready;
        return new(
            now.Version.Commit,
            now.Version.Author,
            now.Version.At,
            What(now, before?.Document?.Header),
            now.Document?.Header.Revision,
            now.Version.IsByMycoPod ? now.Rejection : null,
            isApproval ? now.Expires : null,
            hasChanged ? before?.Document?.Text : null,
            hasChanged ? now.Document?.Text : null);
    }

    private static string What(Told now, DeclarationHeader? before)
    {
        if (!now.Version.IsByMycoPod) return "changed outside";
        if (now.Document?.Header is not { } header) return "changed";
        var isNew = before is null || before.Revision != header.Revision;
        return header.Status switch
        {
            DeclarationStatus.PendingApproval => header.Revision == 1 ? "submitted" : "submitted again",
            DeclarationStatus.Ready when isNew => "committed and approved",
            DeclarationStatus.Ready => before?.Status == DeclarationStatus.Ready ? "approved again" : "approved",
            DeclarationStatus.Draft => "rejected",
            _ => before?.Status == DeclarationStatus.Draft ? "discarded" : "withdrawn",
        };
    }

    /// <summary>What a version's files say; whatever cannot be read says nothing.</summary>
    private sealed record Told(FolderVersion Version, DeclarationDocument? Document, Rejection? Rejection, DateTimeOffset? Expires)
    {
        public static Told Of(FolderVersion version) => new(
            version,
            Read(version, DeclarationFolder.Text, bytes => DeclarationDocument.Read(Encoding.UTF8.GetString(bytes))),
            Read(version, DeclarationFolder.Comment, bytes => Approvals.Rejection.Read(Encoding.UTF8.GetString(bytes))),
            Read(version, DeclarationFolder.Approval, bytes => Approval.FromBytes(bytes))?.Payload.Expires);

        private static T? Read<T>(FolderVersion version, string name, Func<byte[], T?> read)
            where T : class
        {
            try
            {
                return version.Files.TryGetValue(name, out var bytes) ? read(bytes) : null;
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                return null;
            }
        }
    }
}
