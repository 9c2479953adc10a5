namespace MycoPod.Web.Commands;

/// <summary>What <c>mycopod</c> exits with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The configuration is missing or unusable.</summary>
    public const int Misconfigured = 2;

    /// <summary>What should be made exists already.</summary>
    public const int Exists = 3;

    /// <summary>There is nobody of that name.</summary>
    public const int Unknown = 4;
}
