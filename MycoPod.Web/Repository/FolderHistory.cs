using LibGit2Sharp;

namespace MycoPod.Web.Repository;

/// <summary>Finds for folders the newest commit that changed them, in one walk along first parents.</summary>
internal static class FolderHistory
{
    public static IReadOnlyDictionary<string, Commit> NewestCommits(Commit head, IReadOnlyCollection<string> folders)
    {
        Dictionary<string, Commit> found = new(StringComparer.Ordinal);
        var open = folders.Where(f => head.Tree[f]?.Target is Tree).ToDictionary(f => f, f => head.Tree[f].Target.Id, StringComparer.Ordinal);
        for (var commit = head; commit is not null && open.Count > 0;)
        {
            var parent = commit.Parents.FirstOrDefault();
            foreach (var (folder, tree) in open.ToList())
            {
                if (parent?.Tree[folder]?.Target.Id == tree) continue;
                found[folder] = commit;
                open.Remove(folder);
            }

            commit = parent;
        }

        return found;
    }

    /// <summary>The repository's id: its first commit, along first parents.</summary>
    public static string RootOf(LibGit2Sharp.Repository repository, Commit head)
    {
        var filter = new CommitFilter { IncludeReachableFrom = head, FirstParentOnly = true, SortBy = CommitSortStrategies.Topological };
        return repository.Commits.QueryBy(filter).Last().Sha;
    }
}
