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
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("tag", "untag")
        || (clause.Is("rename", "set") && IsRenamed(clause))
        || (clause.Is("add", "remove", "delete", "put", "set") && clause.Has(Slot.Tags) && !clause.Has(Slot.Tags, "set") && !clause.HasAny(Slot.Cores, Slot.Memory));

    /// <summary>"rename the tag ci to build".</summary>
    private static bool IsRenamed(Clause clause) => clause.Facets.Exists(f => f is { Slot: Slot.Tags, Role: "", IsUsed: false }) && clause.Is("rename");

    /// <summary>Of the guests that are named, or else of all that carry it.</summary>
    private static void Rename(Clause clause, Draft draft)
    {
        clause.Take(Slot.Tags, "word");
        var before = clause.Take(Slot.Tags, "")?.Value.Text ?? "";
        var after = (clause.Take(Slot.Tags) ?? clause.Take(Slot.Names) ?? clause.Take(Slot.Place) ?? clause.Take(Slot.QuotedText))?.Value.Text.TrimStart();
        if (after is null)
        {
            draft.Ask($"How is the tag {before} to be called?");
            return;
        }

        IReadOnlyList<Target>? targets = clause.Has(Slot.Guests) ? Lookup.Guests(clause, draft) : Lookup.Resolve(new($"tag {before}") { IsAll = true, Tag = before }, draft);
        foreach (var target in targets ?? [])
        {
            if (target.Existing is not { } guest) draft.Problem($"{target.Name} is made by the text: give it the right tag at once.");
            else if (!Guest.TagsIn(draft.Setting(guest, "tags") ?? "").Contains(before, StringComparer.OrdinalIgnoreCase)) draft.Problem($"{guest.Name} does not carry the tag {before}.");
            else Replace(target, guest, [before], [after], draft);
        }
    }

    private static void Replace(Target target, Guest guest, IReadOnlyList<string> gone, IReadOnlyList<string> added, Draft draft)
    {
        var known = Guest.TagsIn(draft.Setting(guest, "tags") ?? "");
        new GuestChange(target, guest, draft).Apply(new Spec { AllTags = [.. known.Except(gone, StringComparer.OrdinalIgnoreCase).Union(added, StringComparer.OrdinalIgnoreCase)] });
    }

    /// <summary>"instead of lab": a tag that each of the guests carries goes.</summary>
    private static List<string> TakeReplaced(Clause clause, Draft draft)
    {
        const string Instead = "instead of ";
        if (clause.Facets.Find(f => f is { Slot: Slot.Purpose, IsUsed: false } && f.Text.StartsWith(Instead, StringComparison.OrdinalIgnoreCase) && draft.Cluster.HasTag(f.Text[Instead.Length..].Trim())) is not { } aside) return [];
        aside.IsUsed = true;
        return [aside.Text[Instead.Length..].Trim()];
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (IsRenamed(clause))
        {
            Rename(clause, draft);
            return;
        }

        clause.Take(Slot.Tags, "word");
        List<string> tags = [.. clause.TakeAll(Slot.Tags).SelectMany(f => f.Value.Items.Count > 0 ? f.Value.Items : [f.Value.Text])];
        if (clause.Is("tag", "untag") && tags.Count == 0) tags.AddRange(Bare(clause));
        clause.Unknown.Remove("without");
        clause.Unknown.Remove("touching");
        clause.Unknown.Remove("tags");
        clause.Unknown.Remove("already");
        if (tags.Count == 0) draft.Ask("Which tag?");
        var replaced = TakeReplaced(clause, draft);
        var leaves = clause.Is("remove", "delete", "untag");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Made is { } made) made.Spec.Tags.AddRange(tags);
            else if (target.Existing is { } changed && !leaves && replaced.Count > 0) Replace(target, changed, replaced, tags, draft);
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
