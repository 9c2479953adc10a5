using System.Text.Json;
using MycoPod.Sandbox.Shell;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>One token in the form in which MycoPod reads its Proxmox credentials.</summary>
internal sealed record SandboxCredentials(IReadOnlyList<string> Endpoints, string TokenId, string TokenSecret, string TlsFingerprint)
{
    /// <summary>The value of the Authorization header.</summary>
    public string Authorization => $"PVEAPIToken={TokenId}={TokenSecret}";
}

/// <summary>Writes credentials.json for MycoPod, and root.json for tests that ask the sandbox directly.</summary>
internal static class CredentialFiles
{
    public static SandboxCredentials For(AccountsDocument accounts, string userId, Uri address, string fingerprint)
    {
        var token = accounts.Tokens.First(token => token.UserId == userId);
        return new([address.GetLeftPart(UriPartial.Authority)], token.FullId, token.Secret, fingerprint);
    }

    public static void Write(string directory, AccountsDocument accounts, Uri address, string fingerprint, ShellServer? ssh)
    {
        var agent = accounts.Tokens.Any(token => token.UserId == AccountSeed.Agent) ? AccountSeed.Agent : Caller.Root;
        var credentials = Fields(For(accounts, agent, address, fingerprint));
        if (ssh is not null)
            credentials["ssh"] = Fields(ssh);
        Save(directory, "credentials.json", credentials);

        var root = Fields(For(accounts, Caller.Root, address, fingerprint));
        if (accounts.Tokens.Any(token => token.UserId == AccountSeed.Nobody))
            root["nobody"] = Fields(For(accounts, AccountSeed.Nobody, address, fingerprint));
        root["passwords"] = accounts.Users.Where(user => user.Password is not null).ToDictionary(user => user.Id, user => user.Password, StringComparer.Ordinal);
        Save(directory, "root.json", root);
    }

    private static Dictionary<string, object> Fields(SandboxCredentials credentials) => new(StringComparer.Ordinal)
    {
        ["endpoints"] = credentials.Endpoints,
        ["tokenId"] = credentials.TokenId,
        ["tokenSecret"] = credentials.TokenSecret,
        ["tlsFingerprint"] = credentials.TlsFingerprint,
    };

    private static Dictionary<string, object> Fields(ShellServer ssh) => new(StringComparer.Ordinal)
    {
        ["user"] = ShellServer.User,
        ["privateKey"] = ssh.PrivateKey,
        ["hostKeys"] = ssh.NodePorts.Keys.ToDictionary(node => node, _ => ssh.HostKey, StringComparer.Ordinal),
        ["addresses"] = ssh.NodePorts.ToDictionary(node => node.Key, node => $"127.0.0.1:{node.Value}", StringComparer.Ordinal),
    };

    private static void Save(string directory, string name, Dictionary<string, object> fields) =>
        PrivateFiles.Replace(Path.Combine(directory, name), JsonSerializer.Serialize(fields, StateJson.Readable));
}
