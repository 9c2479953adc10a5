using System.Diagnostics;

namespace MycoPod.Tests.Installation;

/// <summary>A Debian with systemd as its first process, at an address of the test's own network.</summary>
internal sealed class SystemContainer : IAsyncDisposable
{
    private readonly string root;
    private readonly Process machine;

    private SystemContainer(string root, Process machine)
    {
        this.root = root;
        this.machine = machine;
    }

    /// <summary>The process id of its systemd, as this host sees it.</summary>
    public int Init { get; private set; }

    /// <param name="folder">Holds <c>base</c>, from which it is copied.</param>
    public static async Task<SystemContainer> BootAsync(string folder, string name, string address)
    {
        var disk = Path.Combine(folder, name);
        await HostCommand.RunAsync("rm", "-rf", disk);
        await HostCommand.RunAsync("cp", "-a", "--reflink=auto", Path.Combine(folder, "base"), disk);
        await File.WriteAllTextAsync(Path.Combine(disk, "etc/hostname"), $"{name}\n");
        var container = new SystemContainer(disk, await StartAsync(disk, name));
        await UntilAsync(async () => (container.Init = await container.FindInitAsync()) > 0, "systemd is there");
        await UntilAsync(async () => (await container.TryAsync("systemctl", "is-system-running")).Output.Trim() is "running" or "degraded", "the system is up");
        await HostCommand.RunAsync("nsenter", "-t", $"{container.Init}", "-n", "ip", "addr", "add", $"{address}/24", "dev", "host0");
        await HostCommand.RunAsync("nsenter", "-t", $"{container.Init}", "-n", "ip", "link", "set", "host0", "up");
        return container;
    }

    /// <summary>Runs a command as its root; fails the test where it fails.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        var (exitCode, output) = await TryAsync(command);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)} exited with {exitCode}:\n{output}");
        return output;
    }

    /// <returns>What it wrote to both of its outputs.</returns>
    public Task<(int ExitCode, string Output)> TryAsync(params string[] command) =>
        HostCommand.TryAsync("nsenter", ["-t", $"{Init}", "--all", "--", "/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", .. command]);

    /// <summary>Copies a file of this host into it, mode 0600.</summary>
    public Task PutAsync(string file, string path) => HostCommand.RunAsync("install", "-m", "600", file, Path.Combine(root, path.TrimStart('/')));

    public Task TakeAsync(string path, string file) => HostCommand.RunAsync("install", "-m", "600", Path.Combine(root, path.TrimStart('/')), file);

    /// <summary>Gone as a disk is gone: without a word to what runs in it.</summary>
    public async ValueTask DisposeAsync()
    {
        var peer = await FindPeerAsync();
        machine.Kill(entireProcessTree: true);
        await machine.WaitForExitAsync();
        machine.Dispose();

        // The kernel takes a dead network down when it comes to it, and the next container of the name wants this interface.
        if (peer is not null) await HostCommand.TryAsync("ip", "link", "delete", peer);
        await HostCommand.RunAsync("rm", "-rf", root);
    }

    /// <summary>What a former container of the name held is let go by the kernel a little after its end.</summary>
    private static async Task<Process> StartAsync(string disk, string name)
    {
        for (var attempt = 1; ; attempt++)
        {
            var started = HostCommand.Start("systemd-nspawn", "--register=no", "--keep-unit", "--boot", $"--directory={disk}", "--network-bridge=mycopod0", $"--machine={name}", "--console=pipe");
            List<string> said = [];
            started.OutputDataReceived += (_, line) => Keep(line.Data);
            started.ErrorDataReceived += (_, line) => Keep(line.Data);
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            if (!started.HasExited) return started;
            Assert.True(attempt < 20, $"The container {name} does not start: {string.Join(' ', said)}");
            started.Dispose();

            void Keep(string? line)
            {
                lock (said)
                {
                    if (line is not null && said.Count < 20) said.Add(line);
                }
            }
        }
    }

    /// <returns>This host's end of the container's network, or null where it is gone.</returns>
    private async Task<string?> FindPeerAsync()
    {
        var (_, inside) = await HostCommand.TryAsync("nsenter", "-t", $"{Init}", "-n", "ip", "-o", "link", "show", "host0");
        var index = inside.Split("@if").ElementAtOrDefault(1)?.Split(':')[0];
        var links = await HostCommand.RunAsync("ip", "-o", "link");
        return links.Split('\n').Select(l => l.Split(": ")).FirstOrDefault(l => l[0] == index)?[1].Split('@')[0];
    }

    private async Task<int> FindInitAsync()
    {
        var children = await File.ReadAllTextAsync($"/proc/{machine.Id}/task/{machine.Id}/children");
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? int.Parse(first, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(2), $"Not so after two minutes: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
