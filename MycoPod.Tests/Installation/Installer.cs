using System.Diagnostics;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>Runs the real scripts as root of a node, in namespaces of their own where the node's folders have their usual names.</summary>
internal sealed class Installer(PveNode node) : IAsyncDisposable
{
    public const string GitToken = "ghp-never-to-be-seen";

    private static readonly string[] OfTheMachine = ["/etc/alternatives", "/etc/ssl", "/etc/passwd", "/etc/group", "/etc/ld.so.cache", "/etc/nsswitch.conf"];

    private static readonly Lazy<Task<string>> Release = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("mycopod-release-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await ReleaseFolder.WriteAsync(folder);
        return folder;
    });

    private int group;

    public PveNode Node => node;

    /// <summary>What an unattended installation is told; a null leaves a variable away.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["mode"] = "unattended",
        ["var_release"] = Path.Combine(node.Folder, "release"),
        ["var_ui_net"] = "10.99.0.20/24",
        ["var_agent_net"] = "10.99.0.21/24",
        ["var_gateway"] = "10.99.0.254",
        ["var_admin_email"] = "anna@example.org",
        ["var_repository_url"] = "https://git.example.org/anna/declarations.git",
        ["var_repository_token"] = GitToken,
    };

    public string StateFile => Path.Combine(node.Folder, "var", "mycopod-install", "state");

    /// <summary>The last line of a key counts.</summary>
    public string State(string key) => File.ReadLines(StateFile).Last(l => l.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];

    public static async Task<Installer> StartAsync()
    {
        var installer = new Installer(new());
        await Command.RunAsync("cp", "-r", await Release.Value, Path.Combine(installer.Node.Folder, "release"));
        return installer;
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    public Task<InstallerRun> InstallAsync(string answers = "") => RunAsync(Path.Combine(RepositoryRoot.Path, "lxc", "install.sh"), answers);

    public Task<InstallerRun> UninstallAsync(string answers = "", params string[] arguments) => RunAsync(Path.Combine(RepositoryRoot.Path, "lxc", "uninstall.sh"), answers, arguments);

    /// <summary>On a terminal, as a person sits at it.</summary>
    public Task<InstallerRun> InstallOnTerminalAsync() => RunAsync(["script", "-qec", $"bash '{RepositoryRoot.Path}/lxc/install.sh'", "/dev/null"], "");

    public Task<InstallerRun> RunAsync(string script, string answers = "", params string[] arguments) => RunAsync(["bash", script, .. arguments], answers);

    private async Task<InstallerRun> RunAsync(string[] command, string answers)
    {
        // Whoever runs the tests in the background has them ignore INT, and so would the script.
        var start = new ProcessStartInfo("env") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--default-signal=INT", "setsid", "bwrap", .. Namespaces(), .. command]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = $"{node.Folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        foreach (var (name, value) in Settings.Where(s => s.Value is not null)) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start");
        group = process.Id;
        await process.StandardInput.WriteAsync(answers);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        node.Settle();
        return new(process.ExitCode, output);
    }

    /// <summary>Sends a signal to all processes of the script that runs, as a terminal does.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", "--", $"-{group}"]);
        kill.WaitForExit();
    }

    /// <summary>Everything that is on the node when a script has ended, with the names of the files.</summary>
    public string Leavings() => string.Concat(node.Mounts.Where(m => m.Key != "/etc/pve")
        .SelectMany(m => Directory.EnumerateFiles(m.Value, "*", SearchOption.AllDirectories)).Select(f => $"{f}\n{File.ReadAllText(f)}\n"));

    private IEnumerable<string> Namespaces()
    {
        yield return "--unshare-user";
        yield return "--unshare-uts";
        string[] identity = ["--uid", "0", "--gid", "0", "--hostname", PveNode.Name];
        string[] machine = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/etc", .. OfTheMachine.SelectMany(f => (string[])["--ro-bind-try", f, f])];
        string[] folders = [.. node.Mounts.SelectMany(m => (string[])["--bind", m.Value, m.Key]), "--ro-bind", node.Folder, node.Folder, "--ro-bind", RepositoryRoot.Path, RepositoryRoot.Path];
        foreach (var argument in (string[])[.. identity, .. machine, .. folders, "--chdir", "/", "--"]) yield return argument;
    }
}
