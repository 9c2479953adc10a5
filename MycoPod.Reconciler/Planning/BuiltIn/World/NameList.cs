using System.Text.RegularExpressions;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>Names in a row: "a, b and c", "web-1 to web-3", "web-1..web-3", "web-[1-3]".</summary>
internal static partial class NameList
{
    private const int Most = 100;

    /// <returns>The names and how many tokens they took; no names where there is none.</returns>
    public static (IReadOnlyList<string> Names, int Length) Read(IReadOnlyList<Token> tokens, int start, Func<Token, bool> isName)
    {
        List<string> names = [];
        var end = start;
        for (var index = start; index < tokens.Count && isName(tokens[index]);)
        {
            var (more, length) = One(tokens, index, isName);
            names.AddRange(more);
            end = index + length;
            index = Next(tokens, end);
            if (index == end || (more.Count > 1 && index < tokens.Count && !tokens[index].Text.AsSpan().ContainsAnyInRange('0', '9'))) break;
        }

        return (names, end - start);
    }

    /// <summary>The names of a range in one word, or nothing.</summary>
    public static IReadOnlyList<string> Range(string text)
    {
        var brackets = Brackets().Match(text);
        if (brackets.Success) return Between(brackets.Groups["head"].Value, brackets.Groups["from"].Value, brackets.Groups["to"].Value, brackets.Groups["tail"].Value);
        var dots = text.Split("..");
        return dots.Length == 2 ? Range(dots[0], dots[1]) : [];
    }

    /// <summary>The names from one to another that differ in their number alone; nothing where they do not.</summary>
    public static IReadOnlyList<string> Range(string from, string to)
    {
        var (first, last) = (Numbered().Match(from), Numbered().Match(to));
        if (!first.Success) return [];
        if (int.TryParse(to, out _)) return Between(first.Groups["head"].Value, first.Groups["number"].Value, to, "");
        return last.Success && last.Groups["head"].Value == first.Groups["head"].Value ? Between(first.Groups["head"].Value, first.Groups["number"].Value, last.Groups["number"].Value, "") : [];
    }

    private static (IReadOnlyList<string> Names, int Length) One(IReadOnlyList<Token> tokens, int index, Func<Token, bool> isName)
    {
        var text = tokens[index].Text.TrimEnd('.');
        if (Range(text) is { Count: > 0 } inOne) return (inOne, 1);
        var ahead = index + 1;
        if (ahead < tokens.Count && tokens[ahead].Lower is "up" && ahead + 1 < tokens.Count && tokens[ahead + 1].Lower == "to") ahead++;
        if (ahead + 1 < tokens.Count && tokens[ahead].Lower is "to" or "through" or "thru" or "-" or "–" or "until" or "till" && (isName(tokens[ahead + 1]) || (tokens[ahead + 1].Shape == Shape.Number && tokens[ahead].Lower is not ("-" or "–")))
            && Range(text, tokens[ahead + 1].Text) is { Count: > 0 } range) return (range, ahead + 2 - index);
        return ([text], 1);
    }

    private static int Next(IReadOnlyList<Token> tokens, int end)
    {
        var index = end;
        while (index < tokens.Count && index - end < 3 && tokens[index].Lower is "," or "and" or "&" or "+" or "plus") index++;
        return index;
    }

    private static IReadOnlyList<string> Between(string head, string from, string to, string tail)
    {
        if (!int.TryParse(from, out var first) || !int.TryParse(to, out var last) || last < first || last - first > Most) return [];
        return [.. Enumerable.Range(first, last - first + 1).Select(n => $"{head}{n.ToString().PadLeft(from.Length, '0')}{tail}")];
    }

    /// <summary>"100-110": numbers of guests, from one to another.</summary>
    [GeneratedRegex(@"\A(?<from>[1-9]\d{2,8})[-–](?<to>[1-9]\d{2,8})\z")]
    internal static partial Regex NumberRange();

    [GeneratedRegex(@"\A(?<head>[\w-]*[\w-])[\[{(](?<from>\d{1,4})(-|\.\.|–|:)(?<to>\d{1,4})[\]})](?<tail>[\w-]*)\z")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\A(?<head>[\w-]*?[a-zA-Z_-])(?<number>\d{1,4})\z")]
    private static partial Regex Numbered();
}
