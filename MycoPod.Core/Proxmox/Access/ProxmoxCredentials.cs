using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>The Proxmox credentials file. It lives in the Agent's protected directory alone.</summary>
/// <param name="Endpoints">Base addresses of the nodes' API, as in <c>https://pve1:8006</c>.</param>
/// <param name="TokenId">As in <c>mycopod@pve!agent</c>.</param>
/// <param name="TlsFingerprint">SHA-256 of the server's leaf certificate, hexadecimal with or without colons; without it the system's authorities decide.</param>
public sealed record ProxmoxCredentials(IReadOnlyList<Uri> Endpoints, string TokenId, string TokenSecret, string? TlsFingerprint = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads a credentials file.</summary>
    /// <exception cref="FormatException">What is wrong with it, without its content.</exception>
    public static ProxmoxCredentials Read(ReadOnlySpan<byte> json)
    {
        ProxmoxCredentials credentials;
        try
        {
            credentials = JsonSerializer.Deserialize<ProxmoxCredentials>(json, Options) ?? throw new FormatException("The Proxmox credentials file is empty.");
        }
        catch (JsonException e)
        {
#pragma warning disable MA0054 // The parser's own message may quote the file, and the file holds a secret: it must not travel along.
            throw new FormatException($"The Proxmox credentials file cannot be read (near {e.Path ?? "its start"}). Expected keys: endpoints, tokenId, tokenSecret, tlsFingerprint.");
#pragma warning restore MA0054
        }

        if (credentials.Endpoints.Count == 0) throw new FormatException("The Proxmox credentials file names no endpoint, as in https://pve1:8006.");
        if (credentials.Endpoints.FirstOrDefault(e => !e.IsAbsoluteUri || e.Scheme != Uri.UriSchemeHttps) is { } bad)
            throw new FormatException($"The endpoint {bad} is no https address, as in https://pve1:8006.");
        if (!credentials.TokenId.Contains('!', StringComparison.Ordinal)) throw new FormatException("tokenId is written user@realm!name, as in mycopod@pve!agent.");
        if (credentials.Fingerprint is { Length: not 64 }) throw new FormatException("tlsFingerprint is a SHA-256: 64 hexadecimal digits, with or without colons.");
        return credentials;
    }

    [JsonIgnore]
    public string? Fingerprint => TlsFingerprint?.Replace(":", "", StringComparison.Ordinal);

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{TokenId} at {string.Join(", ", Endpoints)}";
}
