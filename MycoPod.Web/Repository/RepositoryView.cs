using LibGit2Sharp;
using MycoPod.Core.Declarations;

namespace MycoPod.Web.Repository;

/// <summary>The repository at one commit, for reading.</summary>
internal sealed class RepositoryView(Commit head, IOwnCommits own)
{
    /// <summary>Nothing of MycoPod's is larger; whatever is, is not read.</summary>
    private const long MaxFileBytes = 4 * 1024 * 1024;

    private const int MaxDepth = 4;

    public string Head => head.Sha;

    /// <summary>Every folder that holds a <c>declaration.md</c>, with the id of its tree.</summary>
    public IReadOnlyDictionary<string, string> Folders()
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        if (head.Tree[DeclarationFolder.Root]?.Target is Tree root) Collect(DeclarationFolder.Root, root, 0, found);
        return found;
    }

    public IReadOnlyList<FolderContent> Read(IReadOnlyCollection<string> folders)
    {
        var commits = FolderHistory.NewestCommits(head, folders);
        return [.. folders.Where(commits.ContainsKey).Select(folder => ReadOne(folder, commits[folder]))];
    }

    public FolderContent? Read(string folder) => Read([folder]) is [var content] ? content : null;

    /// <summary>Every commit that changed a folder, newest first.</summary>
    public IReadOnlyList<FolderVersion> History(string folder) => FolderVersions.Of(head, own, folder);

    private FolderContent ReadOne(string folder, Commit newest)
    {
        var tree = (Tree)head.Tree[folder].Target;
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (var entry in tree)
        {
            if (entry.Target is Blob blob && blob.Size <= MaxFileBytes) files[entry.Name] = Bytes(blob);
        }

        return new(folder, tree.Sha, files, newest.Sha, newest.Committer.When, own.Contains(newest.Sha));
    }

    private static byte[] Bytes(Blob blob)
    {
        using var content = blob.GetContentStream();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }

    private static void Collect(string path, Tree tree, int depth, Dictionary<string, string> found)
    {
        if (tree[DeclarationFolder.Text]?.TargetType == TreeEntryTargetType.Blob) found[path] = tree.Sha;
        if (depth == MaxDepth) return;
        foreach (var entry in tree)
        {
            if (entry.Target is Tree child) Collect($"{path}/{entry.Name}", child, depth + 1, found);
        }
    }
}
