using MycoPod.Core.Link;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Configuration;

namespace MycoPod.Reconciler.Credentials;

/// <summary>What the Agent knows and must tell nobody: no text that leaves it holds one of these values.</summary>
internal sealed class KnownSecrets(ProtectedDirectory directory, Pairing? pairing = null, AgentConfiguration? configuration = null)
{
    /// <summary>Shorter values would be found in words that are no secret.</summary>
    private const int Shortest = 6;

    public IReadOnlyList<string> Values() =>
    [
        .. new[] { pairing?.Token, configuration?.Repository.Token, LanguageModelKey() }.Concat(ClusterSecrets()).Concat(new AgentSecrets(directory).Values).OfType<string>().Where(v => v.Length >= Shortest).Distinct(StringComparer.Ordinal),
    ];

    public SecretMask Mask() => new(Values());

    private string? LanguageModelKey()
    {
        try
        {
            return directory.Find(LanguageModelAccess.FileName) is { } content ? LanguageModelFile.Read(content).ApiKey : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private IEnumerable<string?> ClusterSecrets()
    {
        try
        {
            return directory.Find("proxmox.json") is { } content && ProxmoxCredentials.Read(content) is var credentials ? [credentials.TokenSecret, credentials.Password, credentials.Ssh?.PrivateKey] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
