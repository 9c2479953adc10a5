namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>The ways to say things: lines <c>slot: pattern</c> or <c>slot=role: pattern</c>. The longest match wins, then the earlier line.</summary>
internal sealed class FacetRules
{
    public static readonly FacetRules Default = new(Lexicon.Resource("facets.txt"), Lexicon.Default);

    private readonly List<(Slot Slot, string Role, Pattern Pattern)> rules = [];
    private readonly Lexicon lexicon;

    /// <exception cref="FormatException">A line names no slot, or its pattern is broken.</exception>
    public FacetRules(string text, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        foreach (var line in Lexicon.Lines(text))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0) throw new FormatException($"'{line}' has no colon.");
            var head = line[..colon].Split('=', 2);
            if (!Enum.TryParse<Slot>(head[0], ignoreCase: true, out var slot)) throw new FormatException($"'{head[0]}' is no slot.");
            rules.Add((slot, head.Length > 1 ? head[1] : "", new(line[(colon + 2)..])));
        }
    }

    /// <returns>The longest thing said at a token, or null.</returns>
    public Facet? Read(string source, IReadOnlyList<Token> tokens, int index, IShapes shapes)
    {
        Facet? best = null;
        foreach (var (slot, role, pattern) in rules)
        {
            if (pattern.Match(tokens, index, lexicon, shapes) is not { } match || match.End <= (best?.End ?? index)) continue;
            best = new(slot, role, new Dictionary<string, Said>(match.Captures, StringComparer.Ordinal), index, match.End, source[tokens[index].Start..tokens[match.End - 1].End]);
        }

        return best;
    }
}
