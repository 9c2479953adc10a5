using System.Diagnostics;

namespace MycoPod.Sandbox.Shell;

/// <summary>Starts programs in a private root, without network and without sight of the host's processes.</summary>
internal static class Bubblewrap
{
    private const string Program = "/usr/bin/bwrap";

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Whether a program can be found in a private root.</summary>
    public static bool Has(string root, string program) => program.Contains('/')
        ? File.Exists(HostPath(root, program))
        : Array.Exists(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"], folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Begins a program whose output is read and whose input is written by the caller.</summary>
    public static Process Start(string root, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(Program, [.. Arguments(root), "--", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("bubblewrap was not started");
    }

    private static IEnumerable<string> Arguments(string root)
    {
        string[] fixedOnes =
        [
            "--unshare-all", "--unshare-user", "--uid", "0", "--gid", "0", "--hostname", File.ReadAllText(Path.Combine(root, "etc", "hostname")).Trim(), "--clearenv",
            "--setenv", "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "--setenv", "HOME", "/root", "--setenv", "LANG", "C.UTF-8",
            "--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/run", "--chdir", "/root",
        ];
        var links = ((string[])["bin", "sbin", "lib", "lib64"]).Where(name => new DirectoryInfo($"/{name}").LinkTarget is not null);
        return
        [
            .. fixedOnes[..^2],
            .. links.SelectMany(name => (string[])["--symlink", $"usr/{name}", $"/{name}"]),
            .. PrivateRoots.Parts.SelectMany(part => (string[])["--bind", Path.Combine(root, part), $"/{part}"]),
            .. fixedOnes[^2..],
        ];
    }

    /// <summary>Where a path within a private root lies on the host.</summary>
    private static string HostPath(string root, string path)
    {
        var first = path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return PrivateRoots.Parts.Contains(first) ? Path.Combine(root, path.TrimStart('/')) : path;
    }
}
