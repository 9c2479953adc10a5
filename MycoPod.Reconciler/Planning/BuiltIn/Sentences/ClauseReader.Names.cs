using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Names that any word may be, where the verb tells that one stands there.</summary>
internal sealed partial class ClauseReader
{
    /// <summary>"snapshot web-1 as clean", "rename web-1 to dns".</summary>
    private Facet? NameAfterAs(int index)
    {
        var isNamed = tokens[index].Lower switch
        {
            "as" => current.Verb is "snapshot" or "clone" or "restore" or "rename",
            "to" or "into" => current.Verb == "rename" || (current.Verb == "clone" && !current.Has(Slot.Names) && Longest(index) is null && IsPurposeName(index + 1)),
            _ => false,
        };
        if (!isNamed || index + 1 >= tokens.Count || !tokens[index + 1].MayBeName || Longest(index)?.End > index + 2) return null;
        var name = tokens[index + 1];
        if (name.Shape == Shape.Word
            && (lexicon.IsIn("the", name.Lower) || lexicon.Find("kind", tokens, index + 1).Length > 0 || lexicon.IsIn("turning", name.Lower) || lexicon.IsIn("noname", name.Lower) || name.Lower is "well" or "new" or "linked" or "full" or "template" or "backup"))
        {
            return null;
        }

        if (shapes.Read("names", tokens, index + 1) is var (range1, rangeLength)
            && rangeLength > 1
            && range1.Items.Count > 1
            && current.Verb == "clone")
        {
            return Names(range1, index, index + 1 + rangeLength);
        }

        IReadOnlyList<string> names = NameList.Range(name.Text) is { Count: > 1 } range ? range : [name.Text];
        return Names(new(string.Join(',', names)) { Items = names }, index, index + 2);
    }

    /// <summary>"clone … to web": a word that is the name of no node, storage or pool, and the last that is said of it.</summary>
    private bool IsPurposeName(int index) =>
        index < tokens.Count && Longest(index) is { Slot: Slot.PurposeWord } word && word.End == index + 1 && (IsEndAt(index + 1) || tokens[index + 1].Lower is "with" or "on");

    /// <summary>"install nginx and certbot on …": a word nobody knows within a list of packages is one.</summary>
    private Facet? PackageAt(int index)
    {
        if (current.Verb != "install"
            || tokens[index].Shape != Shape.Word
            || lexicon.Knows(tokens[index].Lower)
            || !tokens[index].Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+'))
        {
            return null;
        }

        var isListed = tokens[index - 1].Lower is "," or "and" || index == verbEnd;
        var isEnd = index + 1 == tokens.Count || tokens[index + 1].Shape == Shape.Stop || tokens[index + 1].Lower is "," or "and" or "on" or "in" or "inside" or "into" or "to";
        if (!isListed || !isEnd || guests.Read(index) is not null) return null;
        return new(Slot.Software, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(tokens[index].Lower) { Items = [tokens[index].Lower] } }, index, index + 1, tokens[index].Text);
    }

    /// <summary>"set the tags of web-1 to a, b and c": all that it is to have.</summary>
    private Facet? TagsAt(int index)
    {
        var isSet = tokens[index].Lower is "to" or "=" or ":" or "as" && current.Facets.Exists(f => f is { Slot: Slot.Tags, Role: "word" });
        if (!isSet && !(current.Is("tag") && tokens[index].Lower is "with" or "as") && !(tokens[index].Lower == "tagged" && current.Is("be") && IsTagList(index + 1))) return null;
        List<string> tags = [];
        var end = index + 1;
        while (end < tokens.Count && (lexicon.IsIn("the", tokens[end].Lower) || tokens[end].Lower is "tag" or "tags" or "label" or "labels")) end++;
        while (end < tokens.Count && tokens[end].MayBeName)
        {
            tags.Add(tokens[end++].Text);
            if (end + 1 >= tokens.Count || tokens[end].Lower is not ("," or "and" or "&" or ";")) break;
            if (!isSet && (guests.Read(end + 1) is not null || (end + 2 < tokens.Count && guests.Read(end + 2) is not null) || tokens[end + 1].Lower is "and")) break;
            if (lexicon.Find("verb", tokens, end + 1) is { Length: > 0 } && end + 2 < tokens.Count && tokens[end + 2].Shape is not (Shape.Stop or Shape.Punctuation)) break;
            end++;
        }

        return tags.Count == 0 ? null : new(Slot.Tags, isSet ? "set" : "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(string.Join(';', tags)) { Items = tags } }, index, end, source[tokens[index].Start..tokens[end - 1].End]);
    }

    /// <summary>"snapshot web-1 (before-update)".</summary>
    private Facet? NameInBrackets(int index) =>
        tokens[index].Text == "(" && current.Verb == "snapshot" && !current.Has(Slot.Names) && index + 2 < tokens.Count && tokens[index + 1].MayBeName && tokens[index + 2].Text == ")" && guests.Read(index + 1) is null && Longest(index + 1) is null or { Slot: Slot.SnapName }
            ? Names(new(tokens[index + 1].Text), index, index + 3) : null;

    /// <summary>"is tagged web and cloud": words of which none means anything else.</summary>
    private bool IsTagList(int index) =>
        index + 2 < tokens.Count && tokens[index].MayBeName && tokens[index + 1].Lower is "and" or "," && tokens[index + 2].MayBeName && !lexicon.Knows(tokens[index + 2].Lower) && guests.Read(index + 2) is null && (index + 3 == tokens.Count || tokens[index + 3].Shape is Shape.Stop or Shape.Punctuation || tokens[index + 3].Lower == "and");

    private Facet Names(Said names, int start, int end) =>
        new(Slot.Names, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = names }, start, end, source[tokens[start].Start..tokens[end - 1].End]);
}
