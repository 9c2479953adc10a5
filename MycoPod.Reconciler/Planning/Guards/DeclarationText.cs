using System.Text.RegularExpressions;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>
/// A declaration as far as a guard has to understand it: which words stand in the reach of a word for destroying. Deliberately coarse; it
/// plans nothing, and where it does not see that something was asked for, the answer is no.
/// </summary>
internal sealed partial class DeclarationText(IReadOnlyList<TextPart> parts)
{
    private static readonly HashSet<string> Destroying = Set(
        "delete deletes deleted deleting remove removes removed removing removal destroy destroys destroyed wipe wiped erase purge purged drop discard nuke scrap trash rid rm decommission retire tear " +
        "clean cleanup prune eliminate clear replace recreate rebuild reinstall roll rollback rolled revert restore restored reset undo forget revoke gone absent kill obliterate unregister withdraw strip away");

    private static readonly HashSet<string> Sparing = Set("except excluding besides keep spare preserve leave but-not apart unless save");

    private static readonly HashSet<string> Negating = Set("not don't dont never won't without no mustn't shouldn't can't cannot nobody");

    private static readonly HashSet<string> OtherVerbs = Set(
        "create make add start stop give set increase decrease grow resize change configure clone copy migrate move shut reboot restart suspend resume boot power snapshot backup back attach enable disable rename tag install deploy provision ensure put run turn bump describe list show tell");

    /// <summary>Verbs where a sentence begins anew; elsewhere as in "delete the snapshot".</summary>
    private static readonly HashSet<string> AlsoNouns = Set("snapshot backup clone copy tag boot back power list set run turn start bump change move");

    public IReadOnlyList<TextPart> Parts => parts;

    public static DeclarationText Read(string text) => new([.. SentencesOf(Guards.PlainText.WithoutHidden(text)).SelectMany(PartsOf)]);

    /// <summary>The parts that say what is to be destroyed: those of a verb, and where a verb has only a pronoun, what was named last before.</summary>
    /// <param name="names">Whether a part names anything that there is.</param>
    public IEnumerable<TextPart> Destroyed(Func<TextPart, bool> names)
    {
        foreach (var (index, part) in parts.Index())
        {
            if (part.Act != PartAct.Destroy) continue;
            yield return part;
            if ((part.HasPronoun || part.Words.Count <= 1) && !names(part) && parts.Take(index).LastOrDefault(names) is { Act: PartAct.Other } before) yield return before;
        }
    }

    /// <summary>What a line with a colon announces holds for each item of the list below it.</summary>
    private static IEnumerable<string> SentencesOf(string text)
    {
        var announced = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var isItem = Item().IsMatch(line);
            var sentences = SentenceEnd().Split(line);
            yield return isItem ? $"{announced} {sentences[0]}" : sentences[0];
            foreach (var sentence in sentences.Skip(1)) yield return sentence;
            if (!isItem) announced = line.EndsWith(':') ? sentences[^1] : "";
        }
    }

    private static List<TextPart> PartsOf(string sentence)
    {
        List<TextPart> parts = [];
        List<string> words = [];
        HashSet<string> quoted = new(StringComparer.Ordinal);
        var act = PartAct.Other;
        var recent = new Queue<string>();
        foreach (Match match in Words().Matches(sentence))
        {
            var (word, isQuoted) = Word(match);
            if (!isQuoted && ActOf(word, recent) is { } next && (next != act || next == PartAct.Other))
            {
                if (words.Count > 0) parts.Add(new(act, words, quoted));
                (words, quoted, act) = ([], new(StringComparer.Ordinal), next);
            }

            if (word == "longer" && recent.LastOrDefault() == "no") act = PartAct.Destroy;
            words.Add(word);
            if (isQuoted) quoted.Add(word);
            recent.Enqueue(word);
            if (recent.Count > 3) recent.Dequeue();
        }

        if (words.Count > 0) parts.Add(new(act, words, quoted));
        return parts;
    }

    /// <summary>What a word begins; null where it goes on.</summary>
    private static PartAct? ActOf(string word, Queue<string> before) => word switch
    {
        _ when Destroying.Contains(word) => before.Any(Negating.Contains) ? PartAct.Spare : PartAct.Destroy,
        // "roll back" is one verb, and "must no longer have" takes away.
        "back" when before.LastOrDefault() is "roll" or "rolls" or "rolled" or "rolling" => null,
        "not" when before.LastOrDefault() == "but" => PartAct.Spare,
        _ when Sparing.Contains(word) => PartAct.Spare,
        _ when OtherVerbs.Contains(word) && !(AlsoNouns.Contains(word) && before.LastOrDefault() is not (null or "and" or "then" or "also" or "please" or "to")) => PartAct.Other,
        _ => null,
    };

    private static (string Word, bool IsQuoted) Word(Match match) =>
        match.Groups["quoted"] is { Success: true } quoted
            ? (quoted.Value.ToLowerInvariant(), true)
            : (match.Groups["word"].Value.TrimEnd('.', ':', '-', '/').ToLowerInvariant(), false);

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    [GeneratedRegex(@"(?<=[.!?;])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\A([-*•]|[0-9]{1,3}[.)])\s")]
    private static partial Regex Item();

    [GeneratedRegex("""["“”`'‘](?<quoted>[A-Za-z0-9][A-Za-z0-9_.\-/@:]*)["“”`'’]|(?<word>[A-Za-z0-9*][A-Za-z0-9_.\-/@:!*]*(?:['’](?:t|ll|ve))?)""")]
    private static partial Regex Words();
}
