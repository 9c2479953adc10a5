using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Ranges of names: web-1 to web-3, web-1..web-3, web-[1-3], web-{1..3}.</summary>
internal static class NameRange
{
    /// <summary>The names of a range written as one word; a plain name stands for itself; null: no range that makes sense.</summary>
    public static IReadOnlyList<string>? Of(string word)
    {
        if (word.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots && !word.Contains('{') && !word.Contains('['))
            return Between(word[..dots], word[(dots + 2)..].TrimStart('.'));
        var open = word.AsSpan().IndexOfAny('[', '{');
        if (open < 0) return word.AsSpan().IndexOfAny(']', '}') < 0 ? [word] : null;
        var close = word.AsSpan().IndexOfAny(']', '}');
        if (close < open) return null;
        var inside = word[(open + 1)..close].Replace("..", "-", StringComparison.Ordinal).Split('-');
        return inside.Length == 2 && Between(word[..open] + inside[0], word[..open] + inside[1]) is { } names
            ? [.. names.Select(n => n + word[(close + 1)..])]
            : null;
    }

    /// <summary>From web-1 to web-3; the second may be the bare number. Leading zeros are kept.</summary>
    public static IReadOnlyList<string>? Between(string first, string last)
    {
        var (stem, from) = Split(first);
        var (lastStem, to) = Split(last);
        if (lastStem.Length > 0 && !string.Equals(stem, lastStem, StringComparison.OrdinalIgnoreCase)) return null;
        if (!int.TryParse(from, out var start) || !int.TryParse(to, out var end) || end < start) return null;
        var width = from[0] is '0' ? from.Length : 0;
        var count = Math.Min(end - start, ContainerRequest.Most) + 1;
        return [.. Enumerable.Range(start, count).Select(n => stem + n.ToString($"D{Math.Max(width, 1)}"))];
    }

    private static (string Stem, string Digits) Split(string name)
    {
        var end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1]) && name.Length - end < 6) end--;
        return (name[..end], name[end..]);
    }

    /// <summary>Whether the term could end a range.</summary>
    public static bool CanEnd(Term term) => term.Kind == TermKind.Number || (term.IsPlainName && term.Text.ContainsDigit());
}
