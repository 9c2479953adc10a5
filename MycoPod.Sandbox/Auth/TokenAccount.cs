namespace MycoPod.Sandbox.Auth;

internal sealed record TokenAccount(string UserId, string Id, string Secret, bool IsSeparated = true)
{
    /// <summary>Seconds since 1970; 0 for never.</summary>
    public long? Expire { get; init; }

    public string? Comment { get; init; }

    public string FullId => $"{UserId}!{Id}";
}
