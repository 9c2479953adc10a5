using System.Collections.Frozen;

namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>
/// The words the planner knows. Written as lines <c>kind value: phrase, phrase</c>; the value may be absent. A phrase has one
/// meaning; the longest phrase wins where several fit.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Words of the longest phrase.</summary>
    public const int LongestPhrase = 5;

    public static readonly Lexicon Default = Parse(LexiconText.English);

    private readonly FrozenDictionary<string, Entry> entries;

    private Lexicon(IReadOnlyDictionary<string, Entry> entries) => this.entries = entries.ToFrozenDictionary();

    public IEnumerable<string> Phrases => entries.Keys;

    /// <exception cref="FormatException">A line names no kind, a phrase is too long, or one stands twice.</exception>
    public static Lexicon Parse(string text)
    {
        Dictionary<string, Entry> read = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith('#')) AddLine(read, line);
        }

        return new(read);
    }

    public Entry? Find(string phrase) => entries.GetValueOrDefault(phrase);

    private static void AddLine(Dictionary<string, Entry> known, string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0) throw new FormatException($"'{line}' has no colon.");
        var head = line[..colon].Split(' ', 2);
        if (!Enum.TryParse<TermKind>(head[0], ignoreCase: true, out var kind)) throw new FormatException($"'{head[0]}' is no kind of term.");
        Entry entry = new(kind, head.Length > 1 ? head[1] : "");
        foreach (var phrase in line[(colon + 2)..].Split(", ", StringSplitOptions.TrimEntries))
        {
            if (phrase.Split(' ').Length > LongestPhrase) throw new FormatException($"'{phrase}' is longer than {LongestPhrase} words.");
            if (!known.TryAdd(phrase, entry)) throw new FormatException($"'{phrase}' stands twice in the lexicon.");
        }
    }

    internal sealed record Entry(TermKind Kind, string Value);
}
