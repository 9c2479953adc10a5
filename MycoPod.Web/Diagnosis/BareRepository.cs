using MycoPod.Core.Diagnosis;

namespace MycoPod.Web.Diagnosis;

/// <summary>A declarations repository in a folder of this host.</summary>
internal static class BareRepository
{
    /// <param name="path">Full path of the bare repository.</param>
    /// <param name="branch">That has to be there, as in <c>main</c>.</param>
    public static Finding Judge(string path, string branch)
    {
        if (!File.Exists(Path.Combine(path, "HEAD"))) return Finding.Problem($"There is no repository in {path}.", "Restore it from a backup, or make a new one; then correct repository.local.");
        var packed = Path.Combine(path, "packed-refs");
        var isThere = File.Exists(Path.Combine(path, "refs", "heads", branch)) || (File.Exists(packed) && File.ReadLines(packed).Any(l => l.EndsWith($" refs/heads/{branch}", StringComparison.Ordinal)));
        return isThere
            ? Finding.Ok($"The repository in {path} is there, with its branch {branch}.")
            : Finding.Warning($"The repository in {path} has no branch {branch} yet.", "Web makes it when it first reads the repository.");
    }
}
