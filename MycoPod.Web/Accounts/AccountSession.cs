namespace MycoPod.Web.Accounts;

/// <summary>One log-in of one person that has not ended.</summary>
internal sealed class AccountSession
{
    public required string Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The last time, to the minute, that something was asked for or a page was open.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The network address of the latest request.</summary>
    public string? Address { get; init; }

    public string? UserAgent { get; init; }
}
