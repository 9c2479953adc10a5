using System.Text;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Network;

/// <summary>/etc/network/interfaces, and how the one that is staged differs from the one in effect.</summary>
internal static class InterfaceFile
{
    private const string Path = "/etc/network/interfaces";
    private const int Context = 3;

    private static readonly string[] Addresses = ["address", "netmask", "gateway", "address6", "netmask6", "gateway6", "autostart", "comments"];

    public static string Write(IEnumerable<ConfigSection> interfaces)
    {
        var text = new StringBuilder("auto lo\niface lo inet loopback\n\n");
        foreach (var entry in interfaces)
            Write(text, entry);
        return text.ToString();
    }

    /// <summary>In the form of diff -u, with everything between the first and the last difference as one part.</summary>
    public static string Difference(IEnumerable<ConfigSection> current, IEnumerable<ConfigSection> staged)
    {
        var (before, after) = (Write(current).Split('\n'), Write(staged).Split('\n'));
        var head = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var shorter = Math.Min(before.Length, after.Length) - head;
        var tail = before.Reverse().Zip(after.Reverse()).Take(shorter).TakeWhile(pair => pair.First == pair.Second).Count();
        if (head == before.Length && head == after.Length)
            return "";

        var start = Math.Max(0, head - Context);
        var (oldEnd, newEnd) = (before.Length - tail, after.Length - tail);
        string[] lines =
        [
            $"--- {Path}",
            $"+++ {Path}.new",
            $"@@ -{start + 1},{oldEnd - start} +{start + 1},{newEnd - start} @@",
            .. before[start..head].Select(line => $" {line}"),
            .. before[head..oldEnd].Select(line => $"-{line}"),
            .. after[head..newEnd].Select(line => $"+{line}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static void Write(StringBuilder text, ConfigSection entry)
    {
        if (entry["autostart"] == "1")
            text.Append($"auto {entry.Id}\n");
        text.Append($"iface {entry.Id} inet {(entry["address"] is null ? "manual" : "static")}\n");
        if (entry["address"] is { } address)
            text.Append($"\taddress {address}/{entry["netmask"]}\n");
        if (entry["gateway"] is { } gateway)
            text.Append($"\tgateway {gateway}\n");
        foreach (var (name, value) in entry.Options.Where(option => !Addresses.Contains(option.Key, StringComparer.Ordinal)))
            text.Append($"\t{name.Replace('_', '-')} {(value.Length == 0 ? "none" : value)}\n");
        if (entry.Type == "bridge")
            text.Append("\tbridge-stp off\n\tbridge-fd 0\n");
        foreach (var line in (entry["comments"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append($"#{line}\n");
        text.Append('\n');
        if (entry["address6"] is { } address6)
            text.Append($"iface {entry.Id} inet6 static\n\taddress {address6}/{entry["netmask6"]}\n\n");
    }
}
