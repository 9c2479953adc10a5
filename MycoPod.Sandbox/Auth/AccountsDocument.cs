namespace MycoPod.Sandbox.Auth;

/// <summary>Users, tokens, roles and access rules; made once, at the first start.</summary>
internal sealed class AccountsDocument
{
    /// <summary>Signs tickets, so that they outlive a restart as the real ones do.</summary>
    public required string TicketKey { get; init; }

    public List<UserAccount> Users { get; init; } = [];

    public List<TokenAccount> Tokens { get; init; } = [];

    public Dictionary<string, IReadOnlyList<string>> Roles { get; init; } = new(StringComparer.Ordinal);

    public List<AccessRule> Rules { get; init; } = [];

    public UserAccount? FindUser(string id) => Users.Find(user => user.Id == id);

    public TokenAccount? FindToken(string user, string id) => Tokens.Find(token => token.UserId == user && token.Id == id);
}

internal sealed record UserAccount(string Id, string? Password = null);

internal sealed record TokenAccount(string UserId, string Id, string Secret, bool IsSeparated = true)
{
    public string FullId => $"{UserId}!{Id}";
}

/// <summary>Every rule propagates to the paths below its own.</summary>
internal sealed record AccessRule(string Path, string Subject, string Role);
