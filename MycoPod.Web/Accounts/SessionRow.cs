namespace MycoPod.Web.Accounts;

/// <summary>One of a person's sessions, as they see it.</summary>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionRow(string Id, DateTimeOffset BegunAt, DateTimeOffset SeenAt, string Browser, string? Address, bool IsThis);
