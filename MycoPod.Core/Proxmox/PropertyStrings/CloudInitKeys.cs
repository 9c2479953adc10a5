namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>
/// The <c>sshkeys</c> of a VM. The value is URL-encoded by itself, and encoded again by the form that carries it: without the first
/// the server refuses it, and <c>+</c> in a key would become a space (facts: Recipes). A container's <c>ssh-public-keys</c> are plain.
/// </summary>
public static class CloudInitKeys
{
    /// <param name="keys">Lines of OpenSSH's format.</param>
    /// <returns>The parameter's value, once encoded.</returns>
    public static string Encode(IEnumerable<string> keys) => Uri.EscapeDataString(string.Join('\n', keys.Select(k => k.Trim())));

    /// <summary>The lines again, from a value as a configuration holds it.</summary>
    public static IReadOnlyList<string> Decode(string value) =>
        Uri.UnescapeDataString(value).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
