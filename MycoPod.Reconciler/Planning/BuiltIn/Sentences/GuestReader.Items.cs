using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Single guests, and what narrows "all".</summary>
internal sealed partial class GuestReader
{
    private sealed record Item(IReadOnlyList<GuestMention> Mentions, string Kind, int End);

    private Item? ItemAt(int start, string kindBefore, bool isListed = false)
    {
        var kind = lexicon.Find("kind", tokens, start);
        var index = start + kind.Length;
        if (kind.Length > 0 && index < tokens.Count && lexicon.Find("id", tokens, index) is { Length: > 0 } id) index += id.Length;
        else if (kind.Length == 0
            && lexicon.Find("id", tokens, start) is { Length: > 0 } only
            && start + only.Length < tokens.Count
            && NumberAt(start + only.Length) is not null
            && cluster.FindGuest(NumberAt(start + only.Length) ?? 0) is not null)
        {
            return Numbered(start + only.Length, null, "id");
        }

        if (kind.Length > 0 && index < tokens.Count && tokens[index].Lower is "named" or "called" && index + 1 < tokens.Count && cluster.GuestsNamed(tokens[index + 1].Text).Count > 0) index++;
        if (index >= tokens.Count) return null;
        var said = kind.Length > 0 ? kind.Value : kindBefore;
        return Numbered(index, KindOf(said), said) ?? Named(index, kind.Length > 0, KindOf(said), said, isListed);
    }

    private int? NumberAt(int index)
    {
        if (index >= tokens.Count) return null;
        if (tokens[index] is { Shape: Shape.Number, Number: >= 100 and < 1_000_000_000 } token && token.Number == decimal.Truncate(token.Number)) return (int)token.Number;
        return tokens[index].Shape == Shape.Quoted && int.TryParse(tokens[index].Text, out var quoted) && quoted >= 100 ? quoted : null;
    }

    private Item? Numbered(int index, GuestKind? kind, string said)
    {
        if (RangeAt(index) is var (from, to, length) && said.Length > 0 && (length == 1 || IsPluralBefore(index)))
            return new([.. cluster.Inventory.Guests.Where(g => g.Vmid.Value >= from && g.Vmid.Value <= to && (kind ?? g.Kind) == g.Kind).Select(g => new GuestMention($"{g.Vmid}", g.Vmid.Value, kind))], said, index + length);
        if (NumberAt(index) is not { } number || (index + 1 < tokens.Count && lexicon.Find("unit", tokens, index + 1).Length > 0)) return null;
        if (said.Length == 0 && !(tokens[index].Text.StartsWith('#') || cluster.FindGuest(number) is not null)) return null;
        var end = index + 1;
        if (end + 2 < tokens.Count
            && tokens[end].Lower == "("
            && tokens[end + 2].Lower == ")"
            && cluster.FindGuest(number) is { } same
            && string.Equals(same.Name, tokens[end + 1].Text, StringComparison.OrdinalIgnoreCase))
        {
            end += 3;
        }

        return new([new($"{number}", number, kind) { HasNoun = said.Length > 0 }], said, end);
    }

    /// <summary>"VMs 100 to 110" are many; "copy VM 100 to 110" names one and the other.</summary>
    private bool IsPluralBefore(int index) => Enumerable.Range(1, 3).Any(back => index >= back && lexicon.Find("kindplural", tokens, index - back).Length > 0);

    private (int From, int To, int Length)? RangeAt(int index)
    {
        if (tokens[index].Shape == Shape.Word && NameList.NumberRange().Match(tokens[index].Text) is { Success: true } match) return (int.Parse(match.Groups["from"].Value), int.Parse(match.Groups["to"].Value), 1);
        if (NumberAt(index) is { } from && index + 2 < tokens.Count && tokens[index + 1].Lower is "to" or "through" or "-" or "–" && NumberAt(index + 2) is { } to && to > from) return (from, to, 3);
        return null;
    }

    private Item? Named(int index, bool hasNoun, GuestKind? kind, string said, bool isListed)
    {
        for (var length = Math.Min(3, tokens.Count - index); length > 0; length--)
        {
            var exact = length == 1 && tokens[index].MayBeName && (cluster.GuestsNamed(tokens[index].Text).Count > 0 || declared.Contains(tokens[index].Text));
            var joined = string.Concat(tokens.Skip(index).Take(length).Select(t => t.Text));
            var loose = !exact && tokens.Skip(index).Take(length).All(t => t.Shape == Shape.Word && char.IsLetterOrDigit(t.Text[0])) && cluster.GuestsLikelyNamed(joined).Count == 1;
            if (!exact && !loose) continue;
            var end = index + length;
            if (end + 2 < tokens.Count && tokens[end].Lower == "(" && NumberAt(end + 1) is { } number && tokens[end + 2].Lower == ")" && cluster.GuestsNamed(tokens[index].Text).Any(g => g.Vmid.Value == number)) end += 3;
            else if (exact && end + 2 < tokens.Count && tokens[end].Lower == "(" && NumberAt(end + 1) is { } wrong && tokens[end + 2].Lower == ")") return new([new($"{tokens[index].Text} ({wrong})", null, kind)], said, end + 3);
            (int Length, string Value) after = end < tokens.Count && !hasNoun ? lexicon.Find("kind", tokens, end) : (0, "");
            if (after.Length > 0) (end, kind, said) = (end + after.Length, KindOf(after.Value), after.Value);
            if (after.Length > 0 && exact && NumberAt(end) is { } other && cluster.FindGuest(other)?.Name != tokens[index].Text) return new([new($"{tokens[index].Text} {other}", null, kind)], said, end + 1);
            if (loose && NumberAt(end) is { } same && cluster.FindGuest(same) is { } guest && cluster.GuestsLikelyNamed(joined)[0] == guest) return new([new($"{same}", same, kind) { HasNoun = true }], said, end + 1);
            return new([new(exact ? tokens[index].Text : cluster.GuestsLikelyNamed(joined)[0].Name, null, kind, loose && !Same(joined)) { HasNoun = hasNoun || after.Length > 0 }], said, end);
        }

        if (Possessive(index) is { } owner) return owner;
        if (!hasNoun && !isListed && MayDescribe && Tagged(index) is { } tagged) return tagged;
        return hasNoun || (said.Length > 0 && NameLike().IsMatch(tokens[index].Text)) || (isListed && NameLike().IsMatch(tokens[index].Text)) ? Unknown(index, kind, said) : null;
    }

    /// <summary>"nextclouds disk": its apostrophe was left out.</summary>
    private Item? Possessive(int index)
    {
        var text = tokens[index].Text;
        if (tokens[index].Shape != Shape.Word
            || !text.EndsWith('s')
            || index + 1 >= tokens.Count
            || lexicon.Find("object", tokens, index + 1).Length + lexicon.Find("memory", tokens, index + 1).Length + lexicon.Find("cores", tokens, index + 1).Length + lexicon.Find("disk", tokens, index + 1).Length == 0)
        {
            return null;
        }

        return cluster.GuestsNamed(text[..^1]) is [var guest] ? new([new(guest.Name, null, null, IsLoose: true)], "", index + 1) : null;
    }

    /// <summary>Whether guests may be told by a tag: not where new ones are made.</summary>
    public bool MayDescribe { get; set; }

    /// <summary>"the windows VM": the one guest with that tag. Like a name that is not quite right, it is not enough to delete it.</summary>
    private Item? Tagged(int index)
    {
        if (index == 0 || tokens[index - 1].Lower is not ("the" or "my" or "our") || index + 1 >= tokens.Count || !cluster.HasTag(tokens[index].Text)) return null;
        var noun = tokens[index + 1].Shape == Shape.Number && index + 2 < tokens.Count ? index + 2 : index + 1;
        if (lexicon.Find("kind", tokens, noun) is not { Length: > 0 } kind || lexicon.Find("kindplural", tokens, noun).Length > 0) return null;
        var found = cluster.Inventory.Guests.Where(g => !g.IsTemplate && g.Tags.Contains(tokens[index].Text, StringComparer.OrdinalIgnoreCase) && (KindOf(kind.Value) ?? g.Kind) == g.Kind).ToList();
        return found.Count == 1 && ItemAt(noun, "") is null ? new([new(found[0].Name, null, KindOf(kind.Value), IsLoose: true)], kind.Value, noun + kind.Length) : null;
    }

    private bool Same(string joined) => cluster.GuestsNamed(joined).Count > 0;

    /// <summary>A name that no guest has, after a word such as VM.</summary>
    private Item? Unknown(int index, GuestKind? kind, string said)
    {
        var token = tokens[index];
        if (NameList.Read(tokens, index, t => t.Shape == Shape.Word && GuestName().IsMatch(t.Text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)) && !lexicon.Knows(t.Lower)) is { Names.Count: > 1 } list
            && NameList.Read(tokens, index, t => t == token || t.Shape == Shape.Word).Length > 0)
            return new([.. list.Names.Select(n => new GuestMention(n, null, kind) { HasNoun = true })], said, index + list.Length);
        var isName = token.Shape == Shape.Quoted || (token.Shape == Shape.Word && GuestName().IsMatch(token.Text) && !lexicon.Knows(token.Lower) && (kind is not null || NameLike().IsMatch(token.Text)));
        return isName && cluster.FindNode(token.Text) is null && cluster.FindStorage(token.Text) is null ? new([new(token.Text, null, kind) { HasNoun = true }], said, index + 1) : null;
    }

    private (GuestPhrase Phrase, int End)? QualifierAt(GuestPhrase phrase, int start)
    {
        if (start >= tokens.Count) return null;
        var except = lexicon.Find("except", tokens, start);
        if (except.Length > 0 && start + except.Length < tokens.Count && Listed(start + except.Length, SkipThe(start + except.Length)) is var (left, leftEnd))
            return (phrase with { Except = [.. phrase.Except, .. left.Mentions] }, leftEnd);
        foreach (var (pattern, apply) in Qualifiers)
        {
            if (pattern.Match(tokens, start, lexicon, Shapes) is { } match) return (apply(this, phrase, match.Captures), match.End);
        }

        return null;
    }

    public required IShapes Shapes { get; init; }

    private static readonly (Pattern Pattern, Func<GuestReader, GuestPhrase, IReadOnlyDictionary<string, Said>, GuestPhrase> Apply)[] Qualifiers =
    [
        (new("[running|located|living|that are|which are|that run|hosted] (on|of|from|at) [node|host] {x:node}"), (_, p, c) => p with { Node = c["x"].Text }),
        (new("[that are|which are] tagged [with|as] {x:any}"), (_, p, c) => p with { Tag = c["x"].Text }),
        (new("(with|having|carrying|that have|which have|that carry|that has|which has|that carries) tag {x:any}"), (_, p, c) => p with { Tag = c["x"].Text }),
        (new("(with|of|in|under) tag {x:any}"), (_, p, c) => p with { Tag = c["x"].Text }),
        (new("(with|of|in|under|having) {x:any} tag"), (_, p, c) => p with { Tag = c["x"].Text }),
        (new("(in|of|from) [pool|resource pool] {x:pool} [pool]"), (_, p, c) => p with { Pool = c["x"].Text }),
        (new("(that|which) (are|is) [currently|still] {s:state}"), (_, p, c) => p with { Power = PowerOf(c["s"].Text) }),
        (new("(that|which) (are|is) [currently|still] {s:stateafter}"), (_, p, c) => p with { Power = PowerOf(c["s"].Text) }),
        (new("(whose names|whose name|with names|with name) (start|starts|starting|begin|begins|beginning) with {x:any}"), (_, p, c) => p with { Prefix = Stem(c["x"].Text) }),
        (new("(which|that) (start|starts|begin|begins) with {x:any}"), (_, p, c) => p with { Prefix = Stem(c["x"].Text) }),
        (new("(in|on|of|across) [whole|entire] [proxmox] (cluster|proxmox|datacenter|homelab|server)"), (_, p, _) => p),
    ];

    /// <summary>"dev-*" is how patterns of file names say it.</summary>
    private static string Stem(string said) => said.Length > 1 ? said.TrimEnd('*') : said;

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]*\z")]
    private static partial Regex GuestName();

    [GeneratedRegex(@"[\d_-]")]
    private static partial Regex NameLike();
}
