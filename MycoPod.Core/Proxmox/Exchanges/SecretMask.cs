using System.Text.Json;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>Masks secrets by the name of their parameter, also inside property strings, queries and JSON, and by their known value in every way of writing it.</summary>
public sealed partial class SecretMask(IReadOnlyList<string> knownValues)
{
    public const string Mask = "••••••";

    /// <summary>The end of a key may be so short that it stands elsewhere as well.</summary>
    private const int ShortestLine = 8;

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "cipassword", "new-password", "confirmation-password", "secret", "tokensecret", "apitoken", "token", "keyring", "master-pubkey", "encryption-key", "smbpassword", "key",
        "certificates", "private-key", "CSRFPreventionToken", "ticket", "tfa-challenge", "otp", "vncticket",
    };

    // The longest first: a value may hold another one.
    private readonly List<string> values = [.. knownValues.Where(v => v.Length > 0).SelectMany(Writings).Distinct().OrderByDescending(v => v.Length)];

    /// <summary>A key in PEM as secrets: as a whole, and its lines one by one, as a log has them.</summary>
    public static IReadOnlyList<string> LinesOf(string pem) =>
        [pem, .. pem.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > ShortestLine && !line.StartsWith("-----", StringComparison.Ordinal))];

    /// <summary>One parameter as it may be stored and shown.</summary>
    public string Parameter(string name, string value) => $"{name}={(SecretNames.Contains(name) ? Mask : Text(InPropertyString().Replace(value, $"$1={Mask}")))}";

    /// <summary>A path with its query as it may be stored and shown.</summary>
    public string Address(string pathAndQuery)
    {
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return Text(pathAndQuery);
        var parameters = pathAndQuery[(query + 1)..].Split('&').Select(p => p.Split('=', 2) is [var name, _] && SecretNames.Contains(Uri.UnescapeDataString(name)) ? $"{name}={Mask}" : p);
        return Text($"{pathAndQuery[..query]}?{string.Join('&', parameters)}");
    }

    /// <summary>The body of an answer as it may be stored and shown. A new API token tells its secret as <c>value</c>.</summary>
    public string Answer(string body)
    {
        var masked = InJson().Replace(body, $"$1\"{Mask}\"");
        return Text(masked.Contains("\"full-tokenid\"", StringComparison.Ordinal) ? NewToken().Replace(masked, $"$1\"{Mask}\"") : masked);
    }

    /// <summary>Any text as it may be stored and shown.</summary>
    public string Text(string text) => values.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));

    private static IEnumerable<string> Writings(string value)
    {
        var escaped = Uri.EscapeDataString(value);
        return [value, escaped, Uri.EscapeDataString(escaped), escaped.Replace("%20", "+", StringComparison.Ordinal), JsonEncodedText.Encode(value).ToString(), InJsonOf(value)];
    }

    private static string InJsonOf(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    [GeneratedRegex("(?<=\\A|,)(password|secret|apitoken|private-key|encryption-key|smbpassword)=[^,]*", RegexOptions.IgnoreCase)]
    private static partial Regex InPropertyString();

    // Answers use "key" and "token" for harmless things.
    [GeneratedRegex("""("(?:password|cipassword|new-password|secret|tokensecret|apitoken|encryption-key|smbpassword|private-key|CSRFPreventionToken|ticket|vncticket)"\s*:\s*)"(?:[^"\\]|\\.)*"()""", RegexOptions.IgnoreCase)]
    private static partial Regex InJson();

    [GeneratedRegex("""("value"\s*:\s*)"(?:[^"\\]|\\.)*"()""")]
    private static partial Regex NewToken();
}
