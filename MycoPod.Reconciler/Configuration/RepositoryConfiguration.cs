namespace MycoPod.Reconciler.Configuration;

/// <summary>Where declarations are read from.</summary>
/// <param name="Token">A token that may read; it need not push.</param>
internal sealed record RepositoryConfiguration(string Url, string Username, string Token, string Branch = "main")
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"{Url} ({Branch})";
}
