namespace MycoPod.Reconciler.Credentials;

/// <summary>Tries a language model before its file takes the place of the former one.</summary>
internal interface ILanguageModelProof
{
    /// <summary>Makes a short call.</summary>
    /// <returns>What the call showed, or why the file does not hold; both for people, never with the key.</returns>
    Task<(string? Proof, string? Problem)> ProveAsync(LanguageModelFile file, CancellationToken cancellationToken);
}
