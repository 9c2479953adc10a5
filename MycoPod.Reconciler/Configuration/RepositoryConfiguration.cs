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

    /// <summary>Never the token.</summary>
    public override string ToString() => $"{Url} ({Branch})";
}
