using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Sandbox.Tasks;

/// <summary>A task's name: node, process, its start in clock ticks, start time, type, subject, user.</summary>
internal sealed partial record Upid(string Node, int Pid, long ProcessStart, long StartTime, string Type, string Id, string User)
{
    public string UserId => User.Split('!')[0];

    public string? TokenId => User.Split('!') is [_, var token] ? token : null;

    public static Upid? Parse(string text)
    {
        var match = Shape().Match(text);
        return match.Success
            ? new(
                match.Groups[1].Value,
                (int)Hex(match.Groups[2]),
                Hex(match.Groups[3]),
                Hex(match.Groups[4]),
                match.Groups[5].Value,
                match.Groups[6].Value,
                match.Groups[7].Value)
            : null;
    }

    public override string ToString() => $"UPID:{Node}:{Pid:X8}:{ProcessStart:X8}:{StartTime:X8}:{Type}:{Id}:{User}:";

    private static long Hex(Group group) => long.Parse(group.ValueSpan, NumberStyles.HexNumber);

    [GeneratedRegex(@"^UPID:([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\s/]+):([^:\s/]*):([^:\s/]+):\z")]
    private static partial Regex Shape();
}
