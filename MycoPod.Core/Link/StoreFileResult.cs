namespace MycoPod.Core.Link;

/// <summary>What became of a file.</summary>
/// <param name="Problem">Why it is not stored, in sentences that never quote the file; null where it is.</param>
/// <param name="Proof">What a call with it showed, as in "pve-home 8.4.1 answers"; null where no call was made.</param>
/// <param name="IsMalformed">The file is not of the form that is expected.</param>
public sealed record StoreFileResult(string? Problem, string? Proof, bool IsMalformed = false)
{
    /// <summary>Whether no answer came, so that it may be stored all the same.</summary>
    public bool IsUnanswered { get; init; }
}
