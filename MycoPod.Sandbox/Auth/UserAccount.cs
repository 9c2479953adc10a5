namespace MycoPod.Sandbox.Auth;

internal sealed record UserAccount(string Id, string? Password = null)
{
    public bool IsEnabled { get; init; } = true;

    /// <summary>Seconds since 1970; 0 for never.</summary>
    public long Expire { get; init; }

    /// <summary>firstname, lastname, email, comment, keys: only those that are set.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Realm => Id[(Id.LastIndexOf('@') + 1)..];
}
