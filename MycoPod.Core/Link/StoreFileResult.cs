namespace MycoPod.Core.Link;

/// <summary>What became of a file.</summary>
/// <param name="Problem">Why nothing was replaced, in sentences that never quote the file; null where it is stored.</param>
/// <param name="Proof">What a call with it showed, as in "pve-home 8.4.1 answers"; null where no call was made.</param>
public sealed record StoreFileResult(string? Problem, string? Proof);
