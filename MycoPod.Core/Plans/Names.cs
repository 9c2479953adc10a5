using System.Net;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans;

/// <summary>The forms of names and addresses in steps, as the Proxmox VE 8.4 API schema has them (facts, annex C).</summary>
internal static partial class Names
{
    public static bool IsHostName(string text) => HostName().IsMatch(text);

    public static bool IsStorage(string text) => StorageName().IsMatch(text);

    public static bool IsBridge(string text) => BridgeName().IsMatch(text);

    public static bool IsTemplateVolume(string text) => TemplateVolume().IsMatch(text);

    /// <summary>As in 192.168.1.10/24; prefix lengths 8 to 32.</summary>
    public static bool IsIpv4WithPrefix(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && Ipv4().IsMatch(parts[0])
            && IPAddress.TryParse(parts[0], out _)
            && int.TryParse(parts[1], out var prefix)
            && prefix is >= 8 and <= 32;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]:vztmpl/[a-zA-Z0-9_.+\-]+\z")]
    private static partial Regex TemplateVolume();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]\z")]
    private static partial Regex StorageName();

    [GeneratedRegex(@"\A[\-_.\w]{1,15}\z", RegexOptions.ECMAScript)]
    private static partial Regex BridgeName();

    [GeneratedRegex(@"\A\d{1,3}(\.\d{1,3}){3}\z", RegexOptions.ECMAScript)]
    private static partial Regex Ipv4();
}
