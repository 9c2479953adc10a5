namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>
/// A sequence of words: <c>word</c>, <c>&lt;class&gt;</c>, <c>{name:shape}</c>, <c>[optional]</c>, <c>(one|another)</c>,
/// <c>{name=value}</c> for what is meant without a word of its own. Articles and the like may stand before each part.
/// </summary>
internal sealed class Pattern
{
    private readonly Node root;

    /// <exception cref="FormatException">A bracket is missing.</exception>
    public Pattern(string text)
    {
        var position = 0;
        root = ReadChoice(Split(text), ref position);
    }

    /// <returns>The end of the match and what stood in its places, or null.</returns>
    public (int End, IReadOnlyDictionary<string, Said> Captures)? Match(IReadOnlyList<Token> tokens, int index, Lexicon lexicon, IShapes shapes)
    {
        var match = new Attempt(tokens, lexicon, shapes);
        var end = -1;
        return root.Match(match, index, found =>
        {
            end = found;
            return found > index;
        })
            ? (end, match.Captures)
            : null;
    }

    private static List<string> Split(string text)
    {
        List<string> parts = [];
        for (var index = 0; index < text.Length;)
        {
            if (char.IsWhiteSpace(text[index])) index++;
            else if (text[index] is '[' or ']' or '(' or ')' or '|') parts.Add(text[index++].ToString());
            else
            {
                var end = index + 1;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('[' or ']' or '(' or ')' or '|')) end++;
                parts.Add(text[index..end]);
                index = end;
            }
        }

        return parts;
    }

    private static Node ReadChoice(List<string> parts, ref int position)
    {
        List<Node> choices = [ReadSequence(parts, ref position)];
        while (position < parts.Count && parts[position] == "|")
        {
            position++;
            choices.Add(ReadSequence(parts, ref position));
        }

        return choices.Count == 1 ? choices[0] : new Choice(choices);
    }

    private static Node ReadSequence(List<string> parts, ref int position)
    {
        List<Node> items = [];
        while (position < parts.Count && parts[position] is not ("|" or ")" or "]")) items.Add(ReadItem(parts, ref position));
        return items.Count == 1 ? items[0] : new Sequence(items);
    }

    private static Node ReadItem(List<string> parts, ref int position)
    {
        var part = parts[position++];
        if (part is not ("[" or "(")) return Atom.Of(part);
        var inner = ReadChoice(parts, ref position);
        if (position >= parts.Count || parts[position] != (part == "[" ? "]" : ")")) throw new FormatException($"A bracket is not closed in: {string.Join(' ', parts)}");
        position++;
        return part == "[" ? new Choice([inner, new Sequence([])]) : inner;
    }

    private sealed class Attempt(IReadOnlyList<Token> tokens, Lexicon lexicon, IShapes shapes)
    {
        public IReadOnlyList<Token> Tokens => tokens;

        public Lexicon Lexicon => lexicon;

        public IShapes Shapes => shapes;

        public Dictionary<string, Said> Captures { get; } = new(StringComparer.Ordinal);
    }

    private abstract class Node
    {
        public abstract bool Match(Attempt attempt, int index, Func<int, bool> next);
    }

    private sealed class Sequence(IReadOnlyList<Node> items) : Node
    {
        public override bool Match(Attempt attempt, int index, Func<int, bool> next) => From(attempt, 0, index, next);

        private bool From(Attempt attempt, int item, int index, Func<int, bool> next) =>
            item == items.Count ? next(index) : items[item].Match(attempt, index, end => From(attempt, item + 1, end, next));
    }

    private sealed class Choice(IReadOnlyList<Node> choices) : Node
    {
        public override bool Match(Attempt attempt, int index, Func<int, bool> next) => choices.Any(c => c.Match(attempt, index, next));
    }

    /// <summary>Takes no word: what the whole pattern stands for.</summary>
    private sealed class Constant(string name, string value) : Node
    {
        public override bool Match(Attempt attempt, int index, Func<int, bool> next)
        {
            attempt.Captures[name] = new(value);
            if (next(index)) return true;
            attempt.Captures.Remove(name);
            return false;
        }
    }

    private sealed class Atom(string word, string name, string shape, bool isClass) : Node
    {
        public static Node Of(string part)
        {
            if (part.StartsWith('{') && part.Trim('{', '}').Split('=') is [var constant, var value]) return new Constant(constant, value);
            if (part.StartsWith('<')) return new Atom("", "", part.Trim('<', '>'), isClass: true);
            if (!part.StartsWith('{')) return new Atom(part, "", "", isClass: false);
            var inner = part.Trim('{', '}').Split(':', 2);
            return inner.Length == 2 ? new Atom("", inner[0], inner[1], isClass: false) : new Atom("", "", inner[0], isClass: false);
        }

        public override bool Match(Attempt attempt, int index, Func<int, bool> next)
        {
            if (index >= attempt.Tokens.Count) return false;
            if (At(attempt, index) is { } found)
            {
                var before = attempt.Captures.GetValueOrDefault(name);
                if (name.Length > 0) attempt.Captures[name] = found.Said;
                if (next(index + found.Length)) return true;
                if (before is not null) attempt.Captures[name] = before;
                else attempt.Captures.Remove(name);
            }

            return attempt.Lexicon.IsIn("the", attempt.Tokens[index].Lower) && attempt.Tokens[index].Shape == Shape.Word && Match(attempt, index + 1, next);
        }

        private (Said Said, int Length)? At(Attempt attempt, int index)
        {
            if (word.Length > 0) return attempt.Tokens[index].Lower == word && attempt.Tokens[index].Shape != Shape.Quoted ? (new Said(word), 1) : null;
            if (!isClass && attempt.Shapes.Has(shape)) return attempt.Shapes.Read(shape, attempt.Tokens, index);
            var (length, value) = attempt.Lexicon.Find(shape, attempt.Tokens, index);
            if (length == 0) return null;
            return (new(value.Length > 0 ? value : attempt.Tokens[index].Lower, decimal.TryParse(value, out var number) ? number : 0), length);
        }
    }
}
