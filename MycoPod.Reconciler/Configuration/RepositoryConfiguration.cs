using MycoPod.Core.Certificates;
using MycoPod.Core.Link;
using MycoPod.Core.Repository;

namespace MycoPod.Reconciler.Configuration;

/// <summary>Where declarations are read from.</summary>
/// <param name="Token">A token that may read; it need not push.</param>
/// <param name="TlsFingerprint">SHA-256 of the one certificate of its server that is believed, or null.</param>
/// <param name="CaFile">Path of a PEM file with the authority that must have signed it, or null.</param>
internal sealed record RepositoryConfiguration(string Url, string Username, string Token, string Branch = "main", string? TlsFingerprint = null, string? CaFile = null)
{
    /// <exception cref="FormatException">It cannot be used.</exception>
    public RepositoryTrust ReadTrust() => RepositoryTrust.Read(TlsFingerprint, CaFile);

    /// <summary>A repository that Web itself serves is believed by Web's pinned key, unless something else is said.</summary>
    /// <exception cref="FormatException">It cannot be used.</exception>
    public RepositoryTrust ReadTrust(Pairing pairing) =>
        TlsFingerprint is null && CaFile is null && pairing.WebKeyPin is { } text && KeyPin.Find(text) is { } pin && IsOf(pairing.WebUrl) ? RepositoryTrust.OfKey(pin) : ReadTrust();

    private bool IsOf(Uri web) =>
        Uri.TryCreate(Url, UriKind.Absolute, out var url) && Uri.Compare(url, web, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Never the token.</summary>
    public override string ToString() => $"{Url} ({Branch})";
}
