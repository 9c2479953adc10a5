namespace MycoPod.Core.Link;

/// <param name="Problem">Why nothing was done, for people, or null.</param>
public sealed record OrderResult(string? Problem);
