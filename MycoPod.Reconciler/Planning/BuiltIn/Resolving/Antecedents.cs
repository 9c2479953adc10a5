using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>What "it", "them" and "both" may point back at. Where two readings are left, none is taken.</summary>
internal sealed class Antecedents
{
    private const int Remembered = 20;
    private readonly List<Entry> entries = [];

    public void Add(int sentence, IReadOnlyList<Target> targets, bool made)
    {
        if (targets.Count == 0) return;
        entries.RemoveAll(e => e.Made == made && e.Key == Entry.KeyOf(targets));
        entries.Add(new(sentence, targets, made));
        if (entries.Count > Remembered) entries.RemoveAt(0);
    }

    public IReadOnlyList<Target>? Find(GuestMention mention, int sentence)
    {
        if (mention.Back is GuestMention.JustMade) return entries.LastOrDefault(e => e.Made)?.Targets;
        var fitting = entries.Where(e => (!mention.OnlyMade || e.Made) && Fits(e.Targets.Count, mention.Back)).ToList();
        if (fitting is []) return Union(mention);
        var last = fitting[^1];
        var others = fitting.Where(e => e.Key != last.Key && e.Sentence != last.Sentence).ToList();
        return others.Count == 0 || last.Sentence == sentence || (mention.Back == 1 && last.Sentence == sentence - 1) ? last.Targets : null;
    }

    /// <summary>Several made one by one, then meant together.</summary>
    private List<Target>? Union(GuestMention mention)
    {
        var made = entries.Where(e => e.Made).SelectMany(e => e.Targets).ToList();
        return Fits(made.Count, mention.Back) ? made : null;
    }

    private static bool Fits(int count, int? wanted) => wanted == 0 ? count > 1 : count == wanted;

    private sealed record Entry(int Sentence, IReadOnlyList<Target> Targets, bool Made)
    {
        public string Key { get; } = KeyOf(Targets);

        public static string KeyOf(IReadOnlyList<Target> targets) => string.Join(' ', targets.Select(t => $"{t.Name}/{t.Reference.Vmid}"));
    }
}
