using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Shell;

/// <summary>
/// A real SSH server on loopback with a port for each node, and one for each machine that is there at the start. Whoever logs in is in the
/// private root of that node or machine.
/// </summary>
internal sealed class ShellServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly string home;
    private readonly Process daemon;

    private ShellServer(string folder, Process process, IReadOnlyDictionary<string, int> nodes, IReadOnlyDictionary<long, int> machines)
    {
        (home, daemon, NodePorts, MachinePorts) = (folder, process, nodes, machines);
    }

    public IReadOnlyDictionary<string, int> NodePorts { get; }

    public IReadOnlyDictionary<long, int> MachinePorts { get; }

    /// <summary>The server lets nobody else in than who it runs as.</summary>
    public static string User => Environment.UserName;

    /// <summary>In OpenSSH's format; it opens every node.</summary>
    public string PrivateKey => File.ReadAllText(Path.Combine(home, "client"));

    /// <summary>SHA256:…, as ssh-keygen -lf prints it.</summary>
    public string HostKey => FingerprintOf(File.ReadAllText(Path.Combine(home, "host.pub")));

    /// <summary>The logged-in sessions' common ancestor, for tests that cut them off.</summary>
    public int ProcessId => daemon.Id;

    /// <exception cref="IOException">A program that it needs is missing, or it did not start.</exception>
    public static async Task<ShellServer> StartAsync(string stateDirectory, ClusterState state, PrivateRoots roots, CancellationToken token)
    {
        if (!File.Exists(Program) || !Bubblewrap.IsInstalled)
            throw new IOException("SSH needs openssh-server and bubblewrap: install them (apt-get install --no-install-recommends openssh-server bubblewrap)");
        var folder = Path.Combine(stateDirectory, "ssh");
        PrivateFiles.MakeDirectory(folder);
        await MakeKeyAsync(folder, "host", token);
        await MakeKeyAsync(folder, "client", token);
        PutPrograms(folder);
        var index = new ShellIndex(folder, roots);
        state.Watch(index.Write);

        var (nodes, machines) = state.Read(cluster => (cluster.Nodes.Select(node => node.Name).ToList(), cluster.Guests.Where(guest => guest.Kind == GuestKind.Qemu).Select(guest => guest.Vmid).ToList()));
        var ports = FreePorts(nodes.Count + machines.Count);
        var nodePorts = nodes.Zip(ports).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var machinePorts = machines.Zip(ports.Skip(nodes.Count)).ToDictionary(pair => pair.First, pair => pair.Second);
        PrivateFiles.Replace(Path.Combine(folder, "sshd_config"), Configuration(folder, nodePorts, machinePorts));

        // Debian's own service makes this folder for a server that runs as root.
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
        var process = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", Path.Combine(folder, "sshd_config"), "-E", Path.Combine(folder, "sshd.log")]) { UseShellExecute = false })
            ?? throw new IOException("sshd was not started");
        var server = new ShellServer(folder, process, nodePorts, machinePorts);
        await server.UntilReadyAsync(token);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!daemon.HasExited)
            daemon.Kill(entireProcessTree: true);
        await daemon.WaitForExitAsync();
        daemon.Dispose();
    }

    /// <summary>Cuts every session off, as a node that loses its power does.</summary>
    public void CutSessions()
    {
        foreach (var child in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _) && ParentOf(name) == daemon.Id).ToList())
            Process.GetProcessById(int.Parse(child ?? "")).Kill(entireProcessTree: true);
    }

    private static int? ParentOf(string? pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task UntilReadyAsync(CancellationToken token)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, NodePorts.Values.First(), token);
                return;
            }
            catch (SocketException) when (!daemon.HasExited && tries < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, token);
            }
            catch (SocketException e)
            {
                var reason = File.ReadAllText(Path.Combine(home, "sshd.log"));
                await DisposeAsync();
                throw new IOException($"sshd did not start: {reason}", e);
            }
        }
    }

    private static async Task MakeKeyAsync(string folder, string name, CancellationToken token)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists($"{path}.pub"))
            return;
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", $"sandbox {name}", "-f", path]) { UseShellExecute = false })
            ?? throw new IOException("ssh-keygen was not started");
        await process.WaitForExitAsync(token);
        if (process.ExitCode != 0)
            throw new IOException($"ssh-keygen made no key: exit status {process.ExitCode}");
    }

    private static void PutPrograms(string folder)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "Shell", "node");
        foreach (var (name, within) in ((string, string)[])[("enter", ""), ("sudo", "bin"), ("pct", "bin"), ("mycopod-node", "sbin")])
        {
            PrivateFiles.MakeDirectory(Path.Combine(folder, within));
            var to = Path.Combine(folder, within, name);
            File.Copy(Path.Combine(from, name), to, overwrite: true);
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Configuration(string folder, IReadOnlyDictionary<string, int> nodes, IReadOnlyDictionary<long, int> machines)
    {
        var ports = nodes.Values.Concat(machines.Values).Select(port => $"ListenAddress 127.0.0.1:{port}");
        var nodeLogins = nodes.Select(node => Login(node.Value, "client.pub", $"node {node.Key}"));
        var machineLogins = machines.Select(machine => Login(machine.Value, $"vm-{machine.Key}.keys", $"vm {machine.Key}"));
        return $"""
            {string.Join('\n', ports)}
            HostKey "{folder}/host"
            PidFile none
            UsePAM no
            StrictModes no
            AllowUsers {User}
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            DisableForwarding yes
            PermitTTY no
            PermitUserRC no
            MaxStartups 200
            ClientAliveInterval 15
            {string.Join('\n', nodeLogins.Concat(machineLogins))}

            """;

        string Login(int port, string keys, string where) => $"""
            Match LocalPort {port}
              AuthorizedKeysFile "{folder}/{keys}"
              ForceCommand /bin/bash "{folder}/enter" "{folder}" {where}
            """;
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string FingerprintOf(string publicKey) =>
        $"SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(publicKey.Split(' ')[1]))).TrimEnd('=')}";
}
