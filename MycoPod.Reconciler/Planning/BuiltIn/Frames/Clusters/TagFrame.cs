using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Clusters;

/// <summary>"Tag web-1 and web-2 with prod", "remove the tag dev from gitlab". Other tags stay.</summary>
internal sealed class TagFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("tag", "untag") || (clause.Is("add", "remove", "delete", "put", "set") && clause.Has(Slot.Tags) && !clause.Has(Slot.Tags, "set") && !clause.HasAny(Slot.Cores, Slot.Memory));

    public void Plan(Clause clause, Draft draft)
    {
        clause.Take(Slot.Tags, "word");
        List<string> tags = [.. clause.TakeAll(Slot.Tags).SelectMany(f => f.Value.Items.Count > 0 ? f.Value.Items : [f.Value.Text])];
        if (clause.Is("tag", "untag") && tags.Count == 0) tags.AddRange(Bare(clause));
        clause.Unknown.Remove("without");
        clause.Unknown.Remove("touching");
        clause.Unknown.Remove("tags");
        clause.Unknown.Remove("already");
        if (tags.Count == 0) draft.Ask("Which tag?");
        var leaves = clause.Is("remove", "delete", "untag");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Made is { } made) made.Spec.Tags.AddRange(tags);
            else if (target.Existing is { } guest && !leaves) new GuestChange(target, guest, draft).Apply(WithTags(tags));
            else if (target.Existing is { } tagged) Remove(target, draft.Setting(tagged, "tags") ?? "", tags, draft);
        }
    }

    private static Spec WithTags(IEnumerable<string> tags)
    {
        var spec = new Spec();
        spec.Tags.AddRange(tags);
        return spec;
    }

    /// <summary>"tag it dev": a word alone.</summary>
    private static IEnumerable<string> Bare(Clause clause)
    {
        foreach (var facet in clause.Facets.Where(f => IsSaidToBe(f) || f.Slot is Slot.QuotedText or Slot.PurposeWord or Slot.Names or Slot.Place or Slot.Software or Slot.Command && !f.IsUsed).ToList())
        {
            var isWord = facet.Slot == Slot.PurposeWord || IsSaidToBe(facet);
            facet.IsUsed = true;
            yield return isWord ? facet.Text : facet.Value.Text;
        }

        // One word can be nothing else; of several nobody knows which is a tag.
        if (clause.Unknown is [var word] && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            clause.Unknown.Remove(word);
            yield return word;
        }

        if (clause.Subject is { } subject)
        {
            clause.Subject = null;
            yield return subject;
        }
    }

    /// <summary>"with dns": a word that means something else elsewhere.</summary>
    private static bool IsSaidToBe(Facet facet) => facet is { Guests: null, IsUsed: false, Lead: "with" or "as" } && !facet.Text.Contains(' ', StringComparison.Ordinal);

    private static void Remove(Target target, string now, IReadOnlyList<string> tags, Draft draft)
    {
        var known = Guest.TagsIn(now);
        var left = known.Except(tags, StringComparer.OrdinalIgnoreCase).ToList();
        if (left.Count == known.Count) draft.Already($"{target.Name} does not carry {string.Join(", ", tags)}.");
        else
        {
            var changed = left.Count == 0 ? null : string.Join(';', left);
            draft.Do(new ConfigureGuest(target.Reference, [new FieldChange("tags", now, changed)]));
            if (target.Existing is { } guest) draft.Set(guest, "tags", changed);
        }
    }
}
