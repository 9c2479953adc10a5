namespace MycoPod.Sandbox.Auth;

/// <summary>Who asks: a user with a ticket, or one of a user's API tokens.</summary>
internal sealed record Caller(string UserId, string? TokenId = null)
{
    public const string Root = "root@pam";

    public string FullId => TokenId is null ? UserId : $"{UserId}!{TokenId}";

    /// <summary>Root-only options are closed to root's own tokens.</summary>
    public bool IsRootUser => FullId == Root;

    public bool IsRootToken => UserId == Root && TokenId is not null;

    /// <summary>A token sees its own tasks, a user also those of its tokens.</summary>
    public bool Owns(string taskUser, string? taskToken) =>
        FullId == taskUser || FullId == (taskToken is null ? taskUser : $"{taskUser}!{taskToken}");
}
