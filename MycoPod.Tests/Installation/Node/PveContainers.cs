using System.Diagnostics;

namespace MycoPod.Tests.Installation.Node;

/// <summary>Containers of the node. What <c>pct exec</c> is told is really carried out, in a folder of the container's own.</summary>
internal sealed class PveContainers(string folder, PveStorages storages)
{
    public Dictionary<int, PveGuest> Guests { get; } = [];

    /// <summary>Versions of Debian above this are not taken, as by an older pve-container.</summary>
    public int NewestDebian { get; set; } = 13;

    /// <summary>How often a container is asked for its address before it has one.</summary>
    public int LeaseTakes { get; set; }

    /// <summary>Folders of this machine by what they are called on the node.</summary>
    public required IReadOnlyDictionary<string, string> Mounts { get; init; }

    public IReadOnlyList<ToolCommand> Commands =>
    [
        new("pct create", "POST /nodes/{node}/lxc", ["vmid", "ostemplate"], Create),
        new("pct start", "POST /nodes/{node}/lxc/{vmid}/status/start", ["vmid"], i => Power(i, on: true)),
        new("pct stop", "POST /nodes/{node}/lxc/{vmid}/status/stop", ["vmid"], i => Power(i, on: false)),
        new("pct status", "GET /nodes/{node}/lxc/{vmid}/status/current", ["vmid"], i => $"status: {(Get(i).IsRunning ? "running" : "stopped")}"),
        new("pct config", "GET /nodes/{node}/lxc/{vmid}/config", ["vmid"], i => string.Join('\n', Get(i).Config.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}: {c.Value}"))),
        new("pct destroy", "DELETE /nodes/{node}/lxc/{vmid}", ["vmid"], Destroy),
        new("pct push", Call: null, ["vmid", "file", "destination"], i => Copy(OnNode(i["file"]), Inside(i, "destination"), i), "perms", "user", "group"),
        new("pct pull", Call: null, ["vmid", "path", "destination"], i => Copy(Inside(i, "path"), OnNode(i["destination"]), i), "perms", "user", "group"),
    ];

    public PveGuest Add(int id, string hostname, string node = PveNode.Name)
    {
        var guest = new PveGuest(id, "lxc", node) { Folder = Path.Combine(folder, $"{id}") };
        Guests[id] = guest;
        guest.Config["hostname"] = hostname;
        foreach (var part in (string[])["root", "opt", "bin"]) Directory.CreateDirectory(Path.Combine(guest.Folder, part));
        return guest;
    }

    /// <summary><c>pct exec</c>: everything behind <c>--</c> is a command of the container.</summary>
    public ToolAnswer Exec(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var id, "--", _, ..]) throw new ToolRefusal("400 unable to parse arguments", isMistake: true);
        var guest = Get(int.Parse(id));
        if (!guest.IsRunning) throw new ToolRefusal($"container '{id}' not running!");
        var start = new ProcessStartInfo("bwrap") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] isolation = ["--unshare-user", "--unshare-net", "--uid", "0", "--gid", "0", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--chdir", "/"];
        string[] folders = [.. Bind(guest, "root", "/root"), .. Bind(guest, "opt", "/opt"), .. Bind(guest, "bin", "/usr/local/bin")];
        foreach (var argument in (string[])[.. isolation, .. folders, "--", .. arguments.Skip(2)]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bwrap did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static IEnumerable<string> Bind(PveGuest guest, string part, string inside) => ["--bind", Path.Combine(guest.Folder, part), inside];

    private string Create(ToolInput input)
    {
        var id = input.Number("vmid");
        if (Guests.TryGetValue(id, out var other)) throw new ToolRefusal($"CT {id} already exists on node '{other.Node}'");
        if (!storages.Templates.Contains(input["ostemplate"])) throw new ToolRefusal($"volume '{input["ostemplate"]}' does not exist");
        var debian = input["ostemplate"].Split('-')[1];
        if (int.Parse(debian) > NewestDebian) throw new ToolRefusal($"extracting archive\nunable to create CT {id} - unsupported debian version '{debian}.1'");
        var guest = Add(id, input["hostname"]);
        foreach (var (name, value) in input.Values.Where(v => v.Key is not ("vmid" or "ostemplate"))) guest.Config[name] = value;
        guest.Config["template"] = input["ostemplate"];
        WriteProgram(guest, "ip", AddressOf(input["net0"], id));
        WriteProgram(guest, "getent", "echo 151.101.2.132 deb.debian.org");
        return "TASK OK";
    }

    /// <summary>As the real <c>ip -4 -o address</c> prints it, once there is an address.</summary>
    private string AddressOf(string net, int id)
    {
        var given = net.Split(',').First(p => p.StartsWith("ip=", StringComparison.Ordinal))[3..];
        var address = given == "dhcp" ? $"10.99.0.{id}/24" : given;
        return $"""
            echo >>/opt/asked
            [ "$(wc -l </opt/asked)" -le {LeaseTakes} ] || echo '2: eth0    inet {address} brd 10.99.0.255 scope global eth0\       valid_lft forever'
            """;
    }

    private static void WriteProgram(PveGuest guest, string name, string text)
    {
        var path = Path.Combine(guest.Folder, "bin", name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private string Power(ToolInput input, bool on)
    {
        var guest = Get(input);
        if (guest.IsRunning == on) throw new ToolRefusal(on ? $"CT {guest.Id} already running" : $"CT {guest.Id} not running");
        guest.IsRunning = on;
        return "";
    }

    private string Destroy(ToolInput input)
    {
        var guest = Get(input);
        if (guest.Config.GetValueOrDefault("protection") == "1") throw new ToolRefusal($"can't remove CT {guest.Id} - protection mode enabled");
        if (guest.IsRunning) throw new ToolRefusal($"CT {guest.Id} is running - destroy failed");
        Guests.Remove(guest.Id);
        Directory.Delete(guest.Folder, recursive: true);
        return "";
    }

    private static string Copy(string from, string to, ToolInput input)
    {
        if (!File.Exists(from)) throw new ToolRefusal($"failed to open {from} for reading");
        File.Copy(from, to, overwrite: true);
        if (input.Find("perms") is { } perms) File.SetUnixFileMode(to, (UnixFileMode)Convert.ToInt32(perms, 8));
        return "";
    }

    private string OnNode(string path) => path.StartsWith(Path.GetDirectoryName(folder) ?? "", StringComparison.Ordinal) ? path : Mounts.Where(m => path.StartsWith($"{m.Key}/", StringComparison.Ordinal)).Select(m => m.Value + path[m.Key.Length..]).FirstOrDefault() ?? path;

    private string Inside(ToolInput input, string name)
    {
        var guest = Get(input);
        if (!guest.IsRunning) throw new ToolRefusal("can only push files to a running CT");
        return Path.Join(guest.Folder, input[name]);
    }

    private PveGuest Get(ToolInput input) => Get(input.Number("vmid"));

    private PveGuest Get(int id) => Guests.GetValueOrDefault(id) is { Type: "lxc", Node: PveNode.Name } guest
        ? guest
        : throw new ToolRefusal($"Configuration file 'nodes/{PveNode.Name}/lxc/{id}.conf' does not exist");
}
