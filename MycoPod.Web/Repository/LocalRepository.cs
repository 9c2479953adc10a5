namespace MycoPod.Web.Repository;

/// <summary>The declarations repository as a folder of this host: bare, with the branch main.</summary>
internal static class LocalRepository
{
    /// <summary>Git calls it outdated, but Libgit2 knows no other word for it.</summary>
    public const string Fsync = "core.fsyncObjectFiles";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static bool Exists(string path) => LibGit2Sharp.Repository.IsValid(path);

    /// <summary>Makes it, whole or not at all. Broken objects, deleting main and rewriting history are refused, as far as somebody pushes with Git.</summary>
    /// <returns>Whether it was made; false where it was there.</returns>
    /// <exception cref="IOException">Something else is there, or the folder cannot be written to.</exception>
    public static bool Init(string path)
    {
        if (Exists(path)) return false;
        if (Path.Exists(path)) throw new IOException($"{path} is there and is no Git repository. Move it away, or name another path (repository.local).");
        var fresh = $"{path}.new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh, OwnerOnly);
        LibGit2Sharp.Repository.Init(fresh, isBare: true);
        using (var repository = new LibGit2Sharp.Repository(fresh))
        {
            repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
            repository.Config.Set("receive.fsckObjects", true);
            repository.Config.Set("receive.denyDeleteCurrent", "refuse");
            repository.Config.Set("receive.denyNonFastForwards", true);
            repository.Config.Set(Fsync, true);
        }

        Directory.Move(fresh, path);
        return true;
    }
}
