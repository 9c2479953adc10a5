using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Shell;

/// <summary>
/// A file system of its own for each node and guest: programs are the host's, everything that can be written is here. A new guest
/// with an old number starts afresh.
/// </summary>
internal sealed class PrivateRoots(string stateDirectory)
{
    /// <summary>What is private; the rest comes from the host and is read only. <see cref="Bubblewrap"/> and node/enter say the same.</summary>
    public static readonly IReadOnlyList<string> Parts = ["etc", "root", "home", "tmp", "var", "srv", "opt"];

    /// <summary>What programs need to find in /etc, where the host has it.</summary>
    private static readonly string[] FromHost = ["alternatives", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "os-release", "debian_version", "nsswitch.conf", "profile", "bash.bashrc", "services", "protocols", "localtime"];

    private readonly Lock gate = new();

    private string Folder => Path.Combine(stateDirectory, "roots");

    public string Of(ClusterNode node) => Ready($"node-{node.Name}", node.Name);

    /// <summary>A container gets its name anew before each start (PVE/LXC/Setup/Base.pm, set_hostname); a machine keeps what it began with.</summary>
    public string Of(Guest guest)
    {
        var name = guest.Name ?? $"{guest.Label}{guest.Vmid}";
        var root = Ready($"{guest.Kind.Type()}-{guest.Vmid}-{guest.CreatedAt.UtcTicks}", name);
        if (guest is { Kind: GuestKind.Lxc, IsRunning: false })
            Rename(Path.Combine(root, "etc"), name);
        return root;
    }

    private static void Rename(string etc, string hostName)
    {
        if (File.ReadAllText(Path.Combine(etc, "hostname")).Trim() != hostName)
            NameHost(etc, hostName);
    }

    private string Ready(string folder, string hostName)
    {
        var root = Path.Combine(Folder, folder);
        lock (gate)
        {
            if (Directory.Exists(root))
                return root;

            // Whole or not at all, whatever ends the sandbox meanwhile.
            var fresh = $"{root}.new";
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
            foreach (var part in Parts)
                PrivateFiles.MakeDirectory(Path.Combine(fresh, part));
            FillEtc(Path.Combine(fresh, "etc"), hostName);
            foreach (var part in (string[])["log", "tmp", "lib", "cache"])
                PrivateFiles.MakeDirectory(Path.Combine(fresh, "var", part));
            Directory.Move(fresh, root);
            return root;
        }
    }

    private static void FillEtc(string etc, string hostName)
    {
        NameHost(etc, hostName);
        File.WriteAllText(Path.Combine(etc, "passwd"), "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
        File.WriteAllText(Path.Combine(etc, "group"), "root:x:0:\nnogroup:x:65534:\n");
        foreach (var name in FromHost)
            Copy(Path.Combine("/etc", name), Path.Combine(etc, name));
    }

    private static void NameHost(string etc, string hostName)
    {
        File.WriteAllText(Path.Combine(etc, "hostname"), $"{hostName}\n");
        File.WriteAllText(Path.Combine(etc, "hosts"), $"127.0.0.1 localhost\n127.0.1.1 {hostName}\n");
    }

    private static void Copy(string from, string to)
    {
        if (new FileInfo(from).LinkTarget is { } target)
            File.CreateSymbolicLink(to, target);
        else if (File.Exists(from))
            File.Copy(from, to);
        else if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            foreach (var entry in Directory.EnumerateFileSystemEntries(from))
                Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
        }
    }
}
