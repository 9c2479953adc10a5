namespace MycoPod.Core.Diagnosis;

/// <summary>Whether files with secrets are kept from others.</summary>
public static class FileModes
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <param name="secret">Paths that their owner alone may read; what is not there is passed over.</param>
    /// <param name="configuration">Paths that a group may read as well.</param>
    public static IReadOnlyList<Finding> Judge(IEnumerable<string> secret, IEnumerable<string> configuration)
    {
        List<Finding> open = [.. secret.Where(Exists).Select(p => Find(p, Others | Group)).OfType<Finding>(), .. configuration.Where(Exists).Select(p => Find(p, Others | UnixFileMode.GroupWrite)).OfType<Finding>()];
        return open.Count > 0 ? open : [Finding.Ok("Keys and secrets are kept from other users of this host.")];
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static Finding? Find(string path, UnixFileMode forbidden)
    {
        var mode = File.GetUnixFileMode(path);
        return (mode & forbidden) == UnixFileMode.None
            ? null
            : Finding.Problem($"{path} has mode {Octal(mode)}: others may {((mode & forbidden & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != UnixFileMode.None ? "change" : "read")} it.", $"chmod {Octal(mode & ~forbidden)} {path}");
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
