namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>A stretch of a text in the reach of one verb.</summary>
/// <param name="Words">In small letters, without punctuation; verb first where there is one.</param>
/// <param name="Quoted">Those that stood in quotes: they are names, whatever else they mean.</param>
internal sealed record TextPart(PartAct Act, IReadOnlyList<string> Words, IReadOnlySet<string> Quoted)
{
    private static readonly HashSet<string> Pronouns = new(["it", "them", "these", "those", "this", "that", "both", "they", "one", "its", "their"], StringComparer.Ordinal);

    public bool HasPronoun => Words.Any(Pronouns.Contains);

    public bool HasWord(string word) => Words.Contains(word.ToLowerInvariant());
}
