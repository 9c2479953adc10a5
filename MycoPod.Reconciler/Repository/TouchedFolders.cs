using LibGit2Sharp;
using MycoPod.Core.Declarations;

namespace MycoPod.Reconciler.Repository;

/// <summary>
/// Which declaration folders a commit changed, told by the ids of their trees. Only <c>declarations/*/*</c> is looked at: what
/// else a push holds, and how much of it, does not matter.
/// </summary>
internal static class TouchedFolders
{
    private const int MostFolders = 20_000;

    /// <summary>A merge changes a folder only where it differs from every parent; otherwise a parent brought the change.</summary>
    /// <exception cref="RepositoryException">There are more folders than anyone's cluster has declarations.</exception>
    public static IEnumerable<string> Of(Commit commit)
    {
        var parents = commit.Parents.Select(p => Read(p.Tree)).ToList();
        return Read(commit.Tree).Where(f => parents.TrueForAll(p => p.GetValueOrDefault(f.Key) != f.Value)).Select(f => f.Key);
    }

    private static Dictionary<string, ObjectId> Read(Tree root)
    {
        Dictionary<string, ObjectId> folders = new(StringComparer.Ordinal);
        if (root[DeclarationFolder.Root]?.Target is not Tree years) return folders;
        foreach (var year in years.Where(y => y.TargetType == TreeEntryTargetType.Tree))
        {
            foreach (var folder in ((Tree)year.Target).Where(f => f.TargetType == TreeEntryTargetType.Tree))
            {
                folders[$"{DeclarationFolder.Root}/{year.Name}/{folder.Name}"] = folder.Target.Id;
                if (folders.Count > MostFolders) throw new RepositoryException($"The declarations repository has more than {MostFolders} folders. Nothing from it is carried out.");
            }
        }

        return folders;
    }
}
