namespace MycoPod.Sandbox.Auth;

/// <summary>
/// Users, groups, tokens, roles and access rules. Lists are replaced and never changed, so that whoever reads one while
/// <see cref="AccountsStore"/> writes another sees the old or the new one.
/// </summary>
internal sealed class AccountsDocument
{
    /// <summary>Signs tickets, so that they outlive a restart as the real ones do.</summary>
    public required string TicketKey { get; init; }

    public IReadOnlyList<UserAccount> Users { get; set; } = [];

    public IReadOnlyList<TokenAccount> Tokens { get; set; } = [];

    public IReadOnlyList<GroupAccount> Groups { get; set; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; set; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public IReadOnlyList<AccessRule> Rules { get; set; } = [];

    public UserAccount? FindUser(string id) => Users.FirstOrDefault(user => user.Id == id);

    public TokenAccount? FindToken(string user, string id) => Tokens.FirstOrDefault(token => token.UserId == user && token.Id == id);

    public GroupAccount? FindGroup(string id) => Groups.FirstOrDefault(group => group.Id == id);

    public IEnumerable<GroupAccount> GroupsOf(string user) => Groups.Where(group => group.Members.Contains(user, StringComparer.Ordinal));
}
