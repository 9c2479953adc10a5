using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MycoPod.Tests.Installation.Node;

/// <summary>
/// A Proxmox VE host as the installer meets it: programs named <c>pct</c>, <c>pveum</c> and so on that hand their arguments to this process, where each is held
/// against the published schema of 8.4 and carried out on a cluster of two nodes. Needs the reference material beside the repository.
/// </summary>
internal sealed class PveNode : IAsyncDisposable
{
    public const string Name = "pve1";

    private static readonly string[] Tools = ["pct", "pveum", "pvesh", "pvesm", "pveam", "pveversion"];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock carrying = new();
    private readonly IReadOnlyList<ToolCommand> commands;
    private readonly Task serving;

    public PveNode()
    {
        Sandbox.SharedFolder.Require("proxmox", "api-schema-8.4.json");
        foreach (var part in (string[])["bin", "pve", "var", "run", "tmp", "guests"]) Directory.CreateDirectory(Path.Combine(Folder, part));
        ClusterCertificates.Write(Path.Combine(Folder, "pve"), Nodes);
        Containers = new(Path.Combine(Folder, "guests"), Storages) { Mounts = Mounts };
        commands = [.. Containers.Commands, .. Accounts.Commands, .. Storages.Commands];
        listener.Start();
        WriteTools(((IPEndPoint)listener.LocalEndpoint).Port);
        serving = ServeAsync();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mycopod-pve-").FullName;

    /// <summary>Folders of this machine by what they are called on the node.</summary>
    public IReadOnlyDictionary<string, string> Mounts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/etc/pve"] = Path.Combine(Folder, "pve"),
        ["/var/lib"] = Path.Combine(Folder, "var"),
        ["/run"] = Path.Combine(Folder, "run"),
        ["/tmp"] = Path.Combine(Folder, "tmp"),
    };

    public string Version { get; set; } = "8.4.1";

    public List<(string Name, string Address)> Nodes { get; } = [(Name, "10.99.0.1"), ("pve2", "10.99.0.2")];

    public PveContainers Containers { get; }

    public PveAccounts Accounts { get; } = new();

    public PveStorages Storages { get; } = new();

    public List<ToolCall> Calls { get; } = [];

    /// <summary>Calls that could never have been right.</summary>
    public List<string> Mistakes { get; } = [];

    /// <summary>What happens elsewhere right before a call is carried out.</summary>
    public Action<ToolCall>? Before { get; set; }

    /// <summary>The call, counted from one, that fails without an effect, or, when <see cref="IsEffectKept"/>, with it.</summary>
    public int? FailingCall { get; set; }

    public bool IsEffectKept { get; set; }

    /// <summary>Waits until the call that is being carried out has had its effect: whoever made it may be gone long since.</summary>
    public void Settle()
    {
        lock (carrying) return;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                var stream = client.GetStream();
                await using (stream)
                {
                    var answer = Take(await ReadAsync(stream));
                    await stream.WriteAsync(Encoding.UTF8.GetBytes($"{answer.Status}\n{Marked('1', answer.Output)}{Marked('2', answer.Errors)}"), stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static string Marked(char mark, string text) => string.Concat(text.TrimEnd('\n').Split('\n').Where(_ => text.Length > 0).Select(line => $"{mark}{line}\n"));

    /// <summary>The number of words, then each of them, all ended by a zero byte.</summary>
    private async Task<string[]> ReadAsync(NetworkStream stream)
    {
        List<byte> bytes = [];
        var buffer = new byte[4096];
        while (true)
        {
            bytes.AddRange(buffer.AsSpan(0, await stream.ReadAsync(buffer, stop.Token)));
            var words = Encoding.UTF8.GetString([.. bytes]).Split('\0');
            if (int.TryParse(words[0], out var count) && words.Length == count + 2) return words[1..^1];
        }
    }

    private ToolAnswer Take(string[] words)
    {
        using var scope = carrying.EnterScope();
        var call = new ToolCall(words[1], words[2..]);
        Calls.Add(call);
        Before?.Invoke(call);
        if (words[0].Length > 0) Mistakes.Add($"{call}: {words[0]}");
        var isFailing = Calls.Count == FailingCall;
        if (isFailing && !IsEffectKept) return ToolAnswer.Refused("the cluster does not want to");
        var answer = Answer(call);
        return isFailing ? ToolAnswer.Refused("the connection was lost") : answer;
    }

    private ToolAnswer Answer(ToolCall call)
    {
        try
        {
            return call switch
            {
                { Tool: "pveversion" } => new(0, $"pve-manager/{Version}/2a5fa54a8503f96d (running kernel: 6.8.12-9-pve)", ""),
                { Tool: "pct", Arguments: ["exec", ..] } => Containers.Exec([.. call.Arguments.Skip(1)]),
                { Tool: "pvesh", Arguments: ["get", ..] } => new(0, Look(ToolInput.Read([.. call.Arguments.Skip(1)], ["path"])), ""),
                _ => new(0, Find(call).Answer([.. call.Arguments.SkipWhile((_, i) => i < Find(call).Words.Count(c => c == ' '))]), ""),
            };
        }
        catch (ToolRefusal refusal)
        {
            if (refusal.IsMistake) Mistakes.Add($"{call}: {refusal.Message}");
            return ToolAnswer.Refused(refusal.Message);
        }
    }

    private ToolCommand Find(ToolCall call) =>
        commands.FirstOrDefault(c => $"{call} ".StartsWith($"{c.Words} ", StringComparison.Ordinal)) ?? throw new ToolRefusal("ERROR: unknown command", isMistake: true);

    private string Look(ToolInput input)
    {
        ToolCommand.CheckQuestion(input["path"], input);
        return JsonSerializer.Serialize(input["path"] switch
        {
            "/cluster/status" => Nodes.Select(n => (object)new { id = $"node/{n.Name}", type = "node", name = n.Name, ip = n.Address, local = n.Name == Name ? 1 : 0, online = 1 }).Prepend(new { id = "cluster", type = "cluster", name = "lab", quorate = 1 }),
            "/cluster/resources" => Containers.Guests.Values.Select(g => new { vmid = g.Id, type = g.Type, node = g.Node, name = g.Config.GetValueOrDefault("hostname"), status = g.IsRunning ? "running" : "stopped" }),
            "/cluster/nextid" => NextId(input.Find("vmid")),
            $"/nodes/{Name}/network" => new[] { new { iface = "vmbr1", type = "bridge" }, new { iface = "vmbr0", type = "bridge" } },
            _ => Accounts.Find(input["path"]) ?? throw new ToolRefusal($"No '{input["path"]}' here", isMistake: true),
        });
    }

    private string NextId(string? wanted)
    {
        if (wanted is null) return $"{Enumerable.Range(100, 1000).First(id => !Containers.Guests.ContainsKey(id))}";
        return Containers.Guests.ContainsKey(int.Parse(wanted)) ? throw new ToolRefusal($"400 Parameter verification failed.\nvmid: VM {wanted} already exists") : wanted;
    }

    /// <summary>A tool may neither read what people answer nor keep the installer's lock nor find its settings.</summary>
    private void WriteTools(int port)
    {
        var text = $$"""
            #!/bin/bash
            wrong=
            [[ /proc/self/fd/0 -ef /dev/null ]] || wrong+="its standard input is not empty "
            [[ ! -e /proc/self/fd/9 ]] || wrong+="it keeps the lock "
            [[ -z $(compgen -e var_) ]] || wrong+="it finds the settings in its environment "
            exec 3<>/dev/tcp/127.0.0.1/{{port}}
            words=("$wrong" "${0##*/}" "$@")
            printf '%s\0' "${#words[@]}" "${words[@]}" >&3
            IFS= read -r status <&3
            while IFS= read -r line <&3; do
              if [[ $line == 1* ]]; then printf '%s\n' "${line:1}"; else printf '%s\n' "${line:1}" >&2; fi
            done
            exit "$status"

            """;
        foreach (var tool in Tools)
        {
            var path = Path.Combine(Folder, "bin", tool);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
