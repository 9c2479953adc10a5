using LibGit2Sharp;
using MycoPod.Core.Declarations;

namespace MycoPod.Web.Repository;

/// <summary>Every commit that changed a folder, newest first, along first parents.</summary>
internal static class FolderVersions
{
    private const int MaxVersions = 60;
    private const long MaxFileBytes = 1024 * 1024;

    private static readonly string[] Names = [DeclarationFolder.Text, DeclarationFolder.Comment, DeclarationFolder.Approval];

    public static IReadOnlyList<FolderVersion> Of(Commit head, IOwnCommits own, string folder)
    {
        List<FolderVersion> versions = [];
        for (var commit = head; commit is not null && versions.Count < MaxVersions;)
        {
            var parent = commit.Parents.FirstOrDefault();
            var tree = commit.Tree[folder]?.Target as Tree;
            if (tree is not null && tree.Id != parent?.Tree[folder]?.Target.Id) versions.Add(new(commit.Sha, commit.Author.Name, TimeOf(commit), own.Contains(commit.Sha), Read(tree)));
            commit = parent;
        }

        return versions;
    }

    private static Dictionary<string, byte[]> Read(Tree tree)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (tree[name] is not { Target: Blob { Size: <= MaxFileBytes } blob }) continue;
            using var content = blob.GetContentStream();
            using var memory = new MemoryStream();
            content.CopyTo(memory);
            files[name] = memory.ToArray();
        }

        return files;
    }

    /// <summary>Anyone can write a time into a commit that no clock has.</summary>
    private static DateTimeOffset TimeOf(Commit commit)
    {
        try
        {
            return commit.Committer.When.ToUniversalTime();
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.UnixEpoch;
        }
    }
}
