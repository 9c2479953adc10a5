using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Shell;

/// <summary>Keeps on disk, for the programs behind SSH, which nodes and guests there are, which run, where their files lie, and who may log in to a machine.</summary>
internal sealed class ShellIndex(string folder, PrivateRoots roots)
{
    private string last = "";

    public void Write(ClusterDocument cluster)
    {
        var lines = cluster.Nodes.Select(node => $"node {node.Name} {node.Name} {(node.IsLost ? "lost" : "running")} {roots.Of(node)}")
            .Concat(cluster.Guests.Select(guest => $"{(guest.Kind == GuestKind.Lxc ? "ct" : "vm")} {guest.Vmid} {guest.Node} {State(guest)} {roots.Of(guest)}"));
        var text = string.Join('\n', lines) + "\n";
        if (text != last)
            PrivateFiles.Replace(Path.Combine(folder, "index"), text);
        last = text;
        foreach (var machine in cluster.Guests.Where(guest => guest.Kind == GuestKind.Qemu))
            WriteKeys(machine);
    }

    /// <summary>What cloud-init does with the keys.</summary>
    private void WriteKeys(Guest machine)
    {
        var path = Path.Combine(folder, $"vm-{machine.Vmid}.keys");
        var keys = Uri.UnescapeDataString(machine.Config.GetValueOrDefault("sshkeys") ?? "");
        if (keys != (File.Exists(path) ? File.ReadAllText(path) : ""))
            PrivateFiles.Replace(path, keys);
    }

    private static string State(Guest guest) => (guest.IsRunning, guest.IsPaused) switch
    {
        (false, _) => "stopped",
        (_, true) => "paused",
        _ => "running",
    };
}
