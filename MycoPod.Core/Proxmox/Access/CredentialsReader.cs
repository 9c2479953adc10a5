using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>Reads a credentials file and notes all its problems, so that each can be mended at once. Values are never quoted: any may be a secret.</summary>
internal sealed partial class CredentialsReader
{
    private static readonly string[] Keys = ["endpoints", "tokenId", "tokenSecret", "username", "password", "tlsFingerprint", "ca", "ssh"];
    private static readonly string[] SshKeys = ["user", "privateKey", "hostKeys"];
    private static readonly string[] AllSshKeys = [.. SshKeys, "addresses"];

    private readonly List<string> problems = [];

    /// <exception cref="FormatException">All problems, each on a line of its own.</exception>
    public ProxmoxCredentials Read(ReadOnlyMemory<byte> file)
    {
        using var json = Parse(file);
        var root = json.RootElement;
        CheckKeys(root, Keys, within: "");
        var credentials = new ProxmoxCredentials(Endpoints(root), Text(root, "tokenId"), Text(root, "tokenSecret"), Text(root, "tlsFingerprint"))
        {
            Username = Text(root, "username"),
            Password = Text(root, "password"),
            Ca = Text(root, "ca"),
            Ssh = root.TryGetProperty("ssh", out var ssh) ? Ssh(ssh) : null,
        };
        CheckLogin(credentials);
        CheckTls(credentials);
        return problems.Count == 0 ? credentials : throw new FormatException($"The Proxmox credentials file cannot be used.\n{string.Join('\n', problems)}");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            var json = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            throw new FormatException($"The Proxmox credentials file is no JSON object. Expected keys: {string.Join(", ", Keys)}.");
        }
        catch (JsonException e)
        {
#pragma warning disable MA0054 // The parser's own message may quote the file, and the file holds a secret: it must not travel along.
            throw new FormatException($"The Proxmox credentials file is no JSON, or names a key twice (near line {e.LineNumber + 1}). Expected keys: {string.Join(", ", Keys)}.");
#pragma warning restore MA0054
        }
    }

    private void CheckKeys(JsonElement element, string[] known, string within)
    {
        foreach (var key in element.EnumerateObject().Select(p => p.Name).Where(n => !known.Contains(n)))
            problems.Add(KeyName().IsMatch(key) ? $"The key {within}{key} is not known." : "A key is not known.");
    }

    private string? Text(JsonElement element, string key, string within = "")
    {
        if (!element.TryGetProperty(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        problems.Add($"{within}{key} must be a text that is not empty.");
        return null;
    }

    private List<Uri> Endpoints(JsonElement root)
    {
        if (!root.TryGetProperty("endpoints", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            problems.Add("endpoints must be a list of addresses, as in [\"https://pve1:8006\"].");
            return [];
        }

        List<Uri> endpoints = [];
        foreach (var (entry, number) in list.EnumerateArray().Select((e, i) => (e, i + 1)))
        {
            if (entry.ValueKind == JsonValueKind.String
                && Uri.TryCreate(entry.GetString(), UriKind.Absolute, out var address)
                && address is { Scheme: "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }) endpoints.Add(address);
            else problems.Add($"Endpoint {number} is no https address of a node, as in https://pve1:8006.");
        }

        return endpoints;
    }

    private void CheckLogin(ProxmoxCredentials credentials)
    {
        var hasToken = credentials.TokenId is not null || credentials.TokenSecret is not null;
        var hasPassword = credentials.Username is not null || credentials.Password is not null;
        if (hasToken && hasPassword) problems.Add("Either tokenId and tokenSecret are given, or username and password, not both.");
        if (!hasToken && !hasPassword) problems.Add("tokenId and tokenSecret are missing, or username and password.");
        if (hasToken && credentials.TokenId is null) problems.Add("tokenId is missing.");
        if (hasToken && credentials.TokenSecret is null) problems.Add("tokenSecret is missing.");
        if (hasPassword && credentials.Username is null) problems.Add("username is missing.");
        if (hasPassword && credentials.Password is null) problems.Add("password is missing.");
        if (credentials.TokenId is { } token && !TokenForm().IsMatch(token)) problems.Add("tokenId is written user@realm!name, as in mycopod@pve!agent.");
        if (credentials.Username is { } user && !UserForm().IsMatch(user)) problems.Add("username is written user@realm, as in mycopod@pve.");
        if (credentials.TokenSecret?.Any(c => c is <= ' ' or > '~') == true) problems.Add("tokenSecret holds characters that no secret has.");
    }

    private void CheckTls(ProxmoxCredentials credentials)
    {
        if (credentials is { TlsFingerprint: not null, Ca: not null }) problems.Add("Either tlsFingerprint or ca is given, not both.");
        if (credentials.Fingerprint is { } fingerprint && (fingerprint.Length != 64 || !fingerprint.All(char.IsAsciiHexDigit)))
            problems.Add("tlsFingerprint is a SHA-256: 64 hexadecimal digits, with or without colons.");
        if (credentials.Ca is { } ca && !HoldsCertificates(ca)) problems.Add("ca holds no certificate in PEM, as /etc/pve/pve-root-ca.pem does.");
    }

    private SshCredentials? Ssh(JsonElement ssh)
    {
        if (ssh.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"ssh must be an object of {string.Join(", ", SshKeys)}.");
            return null;
        }

        CheckKeys(ssh, AllSshKeys, "ssh.");
        foreach (var missing in SshKeys.Where(k => !ssh.TryGetProperty(k, out _))) problems.Add($"ssh.{missing} is missing.");
        var key = Text(ssh, "privateKey", "ssh.");
        if (key?.Contains("PRIVATE KEY-----", StringComparison.Ordinal) == false) problems.Add("ssh.privateKey is no private key in OpenSSH's or PEM format.");
        return new(Text(ssh, "user", "ssh.") ?? "", key ?? "", ssh.TryGetProperty("hostKeys", out var keys) ? HostKeys(keys) : new Dictionary<string, string>())
        {
            Addresses = ssh.TryGetProperty("addresses", out var addresses) ? Addresses(addresses) : new Dictionary<string, string>(),
        };
    }

    private Dictionary<string, string> HostKeys(JsonElement keys)
    {
        if (keys.ValueKind == JsonValueKind.Object && keys.EnumerateObject().Any()
            && keys.EnumerateObject().All(k => k.Value.ValueKind == JsonValueKind.String && HostKeyForm().IsMatch(k.Value.GetString() ?? "")))
            return keys.EnumerateObject().ToDictionary(k => k.Name, k => k.Value.GetString() ?? "", StringComparer.Ordinal);
        problems.Add("ssh.hostKeys names a fingerprint for each node, as in {\"pve1\": \"SHA256:…\"}, as ssh-keygen -lf prints it.");
        return [];
    }

    private Dictionary<string, string> Addresses(JsonElement addresses)
    {
        if (addresses.ValueKind == JsonValueKind.Object && addresses.EnumerateObject().All(a => a.Value.ValueKind == JsonValueKind.String && AddressForm().IsMatch(a.Value.GetString() ?? "")))
            return addresses.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString() ?? "", StringComparer.Ordinal);
        problems.Add("ssh.addresses says where nodes are reached, as in {\"pve1\": \"192.168.1.11\"}, with a port where that is not 22: \"192.168.1.11:2222\".");
        return [];
    }

    private static bool HoldsCertificates(string pem)
    {
        try
        {
            var found = Certificates(pem);
            foreach (var certificate in found) certificate.Dispose();
            return found.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The certificates of <see cref="ProxmoxCredentials.Ca"/>.</summary>
    internal static X509Certificate2Collection Certificates(string pem)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPem(pem);
        return certificates;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"\A[^\s:/@!]+@[A-Za-z][A-Za-z0-9.\-_]+![A-Za-z][A-Za-z0-9.\-_]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[^\s:/!]+@[A-Za-z][A-Za-z0-9.\-_]+\z")]
    private static partial Regex UserForm();

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.\-]{0,252}[A-Za-z0-9])?(:[1-9][0-9]{0,4})?\z")]
    private static partial Regex AddressForm();

    [GeneratedRegex(@"\ASHA256:[A-Za-z0-9+/]{43}=?\z")]
    private static partial Regex HostKeyForm();
}
