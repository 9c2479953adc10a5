using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Tasks;

/// <summary>Name of a task: <c>UPID:node:pid:pstart:starttime:type:id:user:</c> (pve-common, Tools.pm).</summary>
public sealed partial record Upid
{
    private Upid(string text, NodeName node, DateTimeOffset startTime, string type, string id, string user)
    {
        Text = text;
        Node = node;
        StartTime = startTime;
        Type = type;
        Id = id;
        User = user;
    }

    public string Text { get; }

    public NodeName Node { get; }

    public DateTimeOffset StartTime { get; }

    /// <summary>As in <c>vzcreate</c>.</summary>
    public string Type { get; }

    /// <summary>What it works on, mostly a vmid.</summary>
    public string Id { get; }

    /// <summary>User, and token where one was used: <c>mycopod@pve!agent</c>.</summary>
    public string User { get; }

    /// <exception cref="FormatException">Not a UPID.</exception>
    public static Upid Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) throw new FormatException($"'{text}' is no UPID.");
        var seconds = long.Parse(match.Groups["start"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new(
            text,
            new(match.Groups["node"].Value),
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            match.Groups["type"].Value,
            match.Groups["id"].Value,
            match.Groups["user"].Value);
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"\AUPID:(?<node>[a-zA-Z0-9]([a-zA-Z0-9\-]*[a-zA-Z0-9])?):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:(?<start>[0-9A-Fa-f]{8}):(?<type>[^:\s/]+):(?<id>[^:\s/]*):(?<user>[^:\s/]+):\z")]
    private static partial Regex Pattern();
}
