namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>Masks secrets by the name of their parameter and by their known value.</summary>
public sealed class SecretMask(IReadOnlyList<string> knownValues)
{
    public const string Mask = "••••••";

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "cipassword", "new-password", "secret", "tokensecret", "token", "keyring", "master-pubkey", "encryption-key", "smbpassword", "key", "certificates", "CSRFPreventionToken", "ticket",
    };

    private readonly List<string> values = [.. knownValues.Where(v => v.Length > 0)];

    /// <summary>One parameter as it may be stored and shown.</summary>
    public string Parameter(string name, string value) => $"{name}={(SecretNames.Contains(name) ? Mask : Text(value))}";

    /// <summary>Any text as it may be stored and shown.</summary>
    public string Text(string text) => values.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));
}
