using System.Globalization;
using LibGit2Sharp;
using MycoPod.Core.Declarations;

namespace MycoPod.Web.Repository;

/// <summary>
/// The repository at one commit, for reading. Whoever may push decides what lies there, so everything is bounded: how many
/// folders are looked at, which files are read, and how much is held at once.
/// </summary>
internal sealed class RepositoryView(Commit head, IOwnCommits own)
{
    /// <summary>Nothing of MycoPod's is larger; whatever is, is not read.</summary>
    public const long MaxFileBytes = 4 * 1024 * 1024;

    public const int MaxFolders = 10_000;

    /// <summary>MycoPod's own are below 90; PostgreSQL cannot index names beyond 2,700 bytes.</summary>
    public const int MaxPathLength = 300;

    private const long MaxBytesAtOnce = 64 * 1024 * 1024;

    private static readonly string[] Names = [DeclarationFolder.Text, DeclarationFolder.Plan, DeclarationFolder.PlanForPeople, DeclarationFolder.Approval, DeclarationFolder.Comment];

    public string Head => head.Sha;

    /// <summary>The id of the first commit, which tells repositories apart.</summary>
    public string RepositoryId => FolderHistory.RootOf(Repository, head);

    private LibGit2Sharp.Repository Repository => (LibGit2Sharp.Repository)((IBelongToARepository)head).Repository;

    /// <summary>Every folder <c>declarations/*/*</c> that holds a <c>declaration.md</c>, which is where the Agent looks as well.</summary>
    public FolderList Folders()
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var looked = 0;
        foreach (var (path, tree) in Candidates())
        {
            if (++looked > MaxFolders) return new(found, string.Create(CultureInfo.InvariantCulture, $"The declarations repository holds more than {MaxFolders:N0} folders; the others are left out."));
            if (path.Length <= MaxPathLength && tree?[DeclarationFolder.Text] is not null) found[path] = tree.Sha;
        }

        return new(found, null);
    }

    /// <summary>Reads folders until <see cref="MaxBytesAtOnce"/> is held; the caller comes again for the others.</summary>
    public IReadOnlyList<FolderContent> Read(IReadOnlyCollection<string> folders)
    {
        var commits = FolderHistory.NewestCommits(head, folders);
        List<FolderContent> read = [];
        var held = 0L;
        foreach (var folder in folders.Where(commits.ContainsKey))
        {
            if (held > MaxBytesAtOnce) break;
            var content = ReadOne(folder, (Tree)head.Tree[folder].Target, commits[folder]);
            held += content.Files.Values.Sum(f => (long)f.Length);
            read.Add(content);
        }

        return read;
    }

    public FolderContent? Read(string folder) => Read([folder]) is [var content] ? content : null;

    /// <summary>A folder as a commit left it; null where no such commit leads here, or it has no such folder.</summary>
    public FolderContent? ReadAt(string commit, string folder)
    {
        if (Repository.Lookup<Commit>(commit) is not { } then || Repository.ObjectDatabase.FindMergeBase(then, head)?.Id != then.Id) return null;
        return then.Tree[folder]?.Target is Tree tree ? ReadOne(folder, tree, then) : null;
    }

    /// <summary>Every commit that changed a folder, newest first.</summary>
    public IReadOnlyList<FolderVersion> History(string folder) => FolderVersions.Of(head, own, folder);

    /// <summary>Whatever may be a declaration's folder; a year counts as well, so that empty ones cannot go on for ever.</summary>
    private IEnumerable<(string Path, Tree? Tree)> Candidates()
    {
        foreach (var year in ChildrenOf(head.Tree[DeclarationFolder.Root]?.Target as Tree))
        {
            var path = $"{DeclarationFolder.Root}/{year.Name}";
            yield return (path, null);
            foreach (var folder in ChildrenOf(year.Target as Tree)) yield return ($"{path}/{folder.Name}", folder.Target as Tree);
        }
    }

    private static IEnumerable<TreeEntry> ChildrenOf(Tree? tree) => tree?.Where(e => e.TargetType == TreeEntryTargetType.Tree) ?? [];

    private FolderContent ReadOne(string folder, Tree tree, Commit newest)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (tree[name] is { Mode: Mode.NonExecutableFile, Target: Blob { Size: <= MaxFileBytes } blob }) files[name] = Bytes(blob);
        }

        return new(folder, tree.Sha, files, newest.Sha, TimeOf(newest), own.Contains(newest.Sha));
    }

    /// <summary>Anyone can write a time zone or a year into a commit that no clock has.</summary>
    private static DateTimeOffset TimeOf(Commit commit)
    {
        try
        {
            return commit.Committer.When;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.UnixEpoch;
        }
    }

    private static byte[] Bytes(Blob blob)
    {
        using var content = blob.GetContentStream();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}
