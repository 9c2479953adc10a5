namespace MycoPod.Core.Link;

/// <param name="Problem">Why nothing was done, for people, or null.</param>
public sealed record OrderResult(string? Problem)
{
    /// <summary>Whether no answer came, so that it may have been done all the same.</summary>
    public bool IsUnanswered { get; init; }
}
