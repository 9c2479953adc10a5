namespace MycoPod.Core.Link;

/// <summary>Names and numbers that both ends of the link must agree on.</summary>
public static class LinkProtocol
{
    /// <summary>Raised when a message changes its meaning; a different version is refused with a clear text.</summary>
    public const int Version = 1;

    public const string Path = "/hubs/agent";

    /// <summary>Where Web says its release to whoever shows an Agent's token, as plain text.</summary>
    public const string VersionPath = "/agent/version";

    /// <summary>The largest message either way, in bytes: a declaration of 100,000 characters and a plan of 500 steps fit.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;
}
