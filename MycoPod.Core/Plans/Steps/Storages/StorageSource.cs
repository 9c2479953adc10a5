using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>A value that says what a storage is, in the API's name: server, export, path, vgname …</summary>
public sealed partial record StorageSource(string Name, string Value)
{
    private const int Longest = 500;

    /// <summary>What is wrong with the value, as the schema of POST /storage has it.</summary>
    internal IEnumerable<string> Check()
    {
        if (Value.Length is 0 or > Longest || Value.Any(char.IsControl)) yield return $"{Name} is empty, too long or holds control characters.";
        else if (Wanted is { } wanted) yield return $"{Name} is '{Value}'; {wanted} is expected.";
    }

    /// <summary>What is expected instead; null where it is right.</summary>
    private string? Wanted => Name switch
    {
        "server" => Addresses.Is(Value) || ServerName().IsMatch(Value) ? null : "a name or an address",
        "path" or "export" or "subdir" => AbsolutePath().IsMatch(Value) ? null : "an absolute path without ; and brackets",
        "vgname" or "thinpool" => Group().IsMatch(Value) ? null : "a name of letters, digits, - _ and .",
        "fingerprint" => Fingerprint().IsMatch(Value) ? null : "SHA-256 of the certificate, as in 64:d3:ff:…, 32 pairs",
        "port" => int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? null : "1 to 65535",
        "smbversion" => Value is "default" or "2.0" or "2.1" or "3" or "3.0" or "3.11" ? null : "default, 2.0, 2.1, 3, 3.0 or 3.11",
        "mkdir" or "shared" or "sparse" => Value is "0" or "1" ? null : "0 or 1",
        "domain" => Value.Length <= 256 ? null : "at most 256 characters",
        "options" => Value.Contains(' ', StringComparison.Ordinal) ? "options of the mount separated by commas, without spaces" : HoldsPassword().IsMatch(Value) ? "no password, which is a secret's to hold" : null,
        _ => null,
    };

    [GeneratedRegex(@"\A(?=.{1,253}\z)[a-zA-Z0-9]([a-zA-Z0-9\-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9\-]*[a-zA-Z0-9])?)*\z")]
    private static partial Regex ServerName();

    [GeneratedRegex(@"\A/[^;()]+\z")]
    private static partial Regex AbsolutePath();

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.\-]*[a-zA-Z0-9]\z")]
    private static partial Regex Group();

    [GeneratedRegex(@"\A([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2}\z")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"(\A|,)\s*(pass|password|credentials|cred)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex HoldsPassword();
}
