using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Reads where a text points at guests.</summary>
/// <param name="declared">Names of guests that the text makes.</param>
internal sealed partial class GuestReader(string source, IReadOnlyList<Token> tokens, Lexicon lexicon, Cluster cluster, HashSet<string> declared)
{
    private const int Most = 60;

    public Facet? Read(int start)
    {
        var index = SkipThe(start);
        return (Roles(start, index) ?? Pronoun(start, index) ?? All(start, index) ?? All(start, SkipArticles(start)) ?? Listed(start, SkipArticles(start))) is var (phrase, end)
            ? new(Slot.Guests, "", new Dictionary<string, Said>(StringComparer.Ordinal), start, end, source[tokens[start].Start..tokens[end - 1].End]) { Guests = phrase }
            : null;
    }

    /// <summary>Whether a guest of that name is there.</summary>
    public bool Exists(string name) => cluster.GuestsNamed(name).Count > 0;

    private int SkipThe(int index)
    {
        while (index < tokens.Count && tokens[index].Shape == Shape.Word && lexicon.IsIn("the", tokens[index].Lower) && lexicon.Find("pronoun", tokens, index).Length == 0) index++;
        return index;
    }

    private int SkipArticles(int index)
    {
        while (index < tokens.Count && tokens[index].Shape == Shape.Word && lexicon.IsIn("the", tokens[index].Lower)) index++;
        return index;
    }

    private string Since(int start, int end) => source[tokens[start].Start..tokens[end - 1].End];

    private (GuestPhrase, int)? Pronoun(int start, int index)
    {
        var (begin, found) = lexicon.Find("pronoun", tokens, start) is { Length: > 0 } full ? (start, full) : (index, index < tokens.Count ? lexicon.Find("pronoun", tokens, index) : (Length: 0, Value: ""));
        if (found.Length == 0 || Quantified(start, index) is not null) return null;
        var end = begin + found.Length;
        if (end < tokens.Count
            && (lexicon.Find("kind", tokens, end).Length > 0 || cluster.GuestsNamed(tokens[end].Text).Count > 0 || (lexicon.Find("kindplural", tokens, end - 1).Length > 0 && HasQualifier(end))))
        {
            return null;
        }

        return (new(Since(start, end)) { Pronoun = found.Value }, end);
    }

    private (GuestPhrase, int)? All(int start, int index)
    {
        if (index >= tokens.Count) return null;
        var everything = lexicon.Find("everything", tokens, start) is { Length: > 0 } first ? first : lexicon.Find("everything", tokens, index);
        if (everything.Length > 0) return Qualify(new GuestPhrase("") { IsAll = true }, start, (start == index || lexicon.Find("everything", tokens, start).Length == 0 ? index : start) + everything.Length);
        if (lexicon.Find("quantity", tokens, start) is { Value: "all" } all
            && lexicon.Find("except", tokens, start).Length <= all.Length
            && start + all.Length < tokens.Count
            && lexicon.Find("except", tokens, start + all.Length).Length > 0
            && HasQualifier(start + all.Length))
        {
            return Qualify(new GuestPhrase("") { IsAll = true }, start, start + all.Length);
        }

        return Quantified(start, index) is var (phrase, end) ? Qualify(phrase, start, end) : null;
    }

    /// <summary>"all stopped VMs", "both web servers", "the dev VMs", "all containers": a kind with what tells them from others.</summary>
    private (GuestPhrase Phrase, int End)? Quantified(int start, int index)
    {
        var quantity = lexicon.Find("quantity", tokens, start) is { Length: > 0 } before ? before : lexicon.Find("quantity", tokens, index);
        var next = SkipThe((lexicon.Find("quantity", tokens, start).Length > 0 ? start : index) + quantity.Length);
        if (next < tokens.Count && quantity.Length > 0 && lexicon.Find("count", tokens, next) is { Length: > 0 } count) next += count.Length;
        (int Length, string Value) state = next < tokens.Count ? lexicon.Find("state", tokens, next) : (0, "");
        next += state.Length;
        string? group = null;
        if (next + 1 < tokens.Count
            && lexicon.Find("kindplural", tokens, next + 1).Length > 0
            && tokens[next].MayBeName
            && (cluster.HasTag(tokens[next].Text) || (!lexicon.Knows(tokens[next].Lower) && cluster.FindPool(tokens[next].Text) is not null)))
            group = tokens[next++].Text;
        if (next >= tokens.Count || lexicon.Find("kind", tokens, next) is not { Length: > 0 } kind) return null;
        var isPlural = lexicon.Find("kindplural", tokens, next).Length > 0;
        var end = next + kind.Length;
        if (quantity.Length > 0
            && end + 1 < tokens.Count
            && tokens[end].Lower is "and" or "or" or "&"
            && lexicon.Find("kind", tokens, end + 1) is { Length: > 0 } other
            && other.Value != kind.Value
            && ItemAt(end + 1, "") is null)
        {
            (kind, end) = ((kind.Length, "any"), end + 1 + other.Length);
        }

        var isSelector = quantity.Length > 0 || state.Length > 0 || group is not null || (isPlural && HasQualifier(end));
        if (!isSelector || (!isPlural && quantity.Length == 0) || (end < tokens.Count && ItemAt(end, kind.Value) is not null && quantity.Length == 0)) return null;
        var phrase = new GuestPhrase("") { IsAll = true, Kind = KindOf(kind.Value), Power = PowerOf(state.Value) };
        return (group is null ? phrase : cluster.HasTag(group) ? phrase with { Tag = group } : phrase with { Pool = cluster.FindPool(group) }, end);
    }

    /// <summary>"the k8s workers", "every web server": guests whose names begin with these words, as k8s-worker-1. Like a name that is not quite right, it is not enough to delete them.</summary>
    private (GuestPhrase, int)? Roles(int start, int index)
    {
        var quantity = lexicon.Find("quantity", tokens, start) is { Length: > 0 } before ? before : lexicon.Find("quantity", tokens, index);
        var at = SkipThe((lexicon.Find("quantity", tokens, start).Length > 0 ? start : index) + quantity.Length);
        if (at + 1 >= tokens.Count || !tokens[at].MayBeName || tokens[at + 1].Shape != Shape.Word) return null;
        var (stem, role) = (tokens[at].Lower, tokens[at + 1].Lower);
        if (quantity.Length == 0 && (!role.EndsWith('s') || at == start)) return null;
        var named = cluster.Inventory.Guests.Where(g => !g.IsTemplate && g.Name.ToLowerInvariant().Split('-') is [var first, var second, _, ..] && first == stem && (second == role || $"{second}s" == role)).ToList();
        if (named.Count < 2) return null;
        var end = at + 2;
        if (end < tokens.Count && (lexicon.Find("kind", tokens, end) is { Length: > 0 } || tokens[end].Lower is "node" or "nodes")) end++;
        return (new(Since(start, end)) { Mentions = [.. named.Select(g => new GuestMention(g.Name, null, null, IsLoose: true))] }, end);
    }

    private bool HasQualifier(int index) => QualifierAt(new(""), index) is not null;

    private (GuestPhrase, int) Qualify(GuestPhrase phrase, int start, int end)
    {
        while (QualifierAt(phrase, end) is var (more, next)) (phrase, end) = (more, next);
        return (phrase with { Text = Since(start, end) }, end);
    }

    private static GuestKind? KindOf(string value) => value switch { "vm" => GuestKind.Vm, "ct" => GuestKind.Ct, _ => null };

    private static GuestPower? PowerOf(string value) => value switch { "running" => GuestPower.Running, "stopped" => GuestPower.Stopped, _ => null };

    /// <summary>"VM 100", "web-1 and web-2", "the nextcloud container", "VMs 100-110".</summary>
    private (GuestPhrase, int)? Listed(int start, int index)
    {
        var mentions = new List<GuestMention>();
        var end = start;
        var kind = "";
        for (var at = index; at < tokens.Count && mentions.Count < Most;)
        {
            if (ItemAt(at, mentions.Count > 0 ? kind : "", mentions.Count > 0) is not { } item) break;
            mentions.AddRange(item.Mentions);
            (kind, end) = (item.Kind.Length > 0 ? item.Kind : kind, item.End);
            at = end;
            while (at < tokens.Count && at - end < 4 && (tokens[at].Lower is "," or "and" or "&" or "plus" or "both" || lexicon.IsIn("the", tokens[at].Lower))) at++;
            if (at == end) break;
        }

        return mentions.Count == 0 ? null : (new(Since(start, end)) { Mentions = mentions }, end);
    }
}
