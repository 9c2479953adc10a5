using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>A verb with all that is said around it.</summary>
/// <param name="Sentence">Which sentence it stands in, from 0.</param>
internal sealed class Clause(int sentence)
{
    /// <summary>The verb's meaning, as in create; empty where there is none.</summary>
    public string Verb { get; set; } = "";

    /// <summary>As written.</summary>
    public string VerbText { get; set; } = "";

    public int Sentence => sentence;

    /// <summary>Said after "make sure".</summary>
    public bool IsEnsured { get; set; }

    /// <summary>Whether the verb was taken over from the clause before: "… and an Ubuntu container".</summary>
    public bool IsContinued { get; set; }

    public List<Facet> Facets { get; } = [];

    /// <summary>Sentences told before it that ask for nothing.</summary>
    public List<Story> Stories { get; } = [];

    /// <summary>Words nobody understood, as written, in order.</summary>
    public List<string> Unknown { get; set; } = [];

    /// <summary>Small words passed over, in small letters: where a guest as a whole is at stake, "from" or "new" may change what is meant.</summary>
    public List<string> Passed { get; } = [];

    /// <summary>A word nobody knows that stands where a name may: right after the verb, before it, or after a colon.</summary>
    public string? Subject { get; set; }

    public bool Is(params ReadOnlySpan<string> verbs) => verbs.Contains(Verb);

    public bool Has(Slot slot) => Facets.Exists(f => f.Slot == slot && !f.IsUsed);

    public bool Has(Slot slot, string role) => Facets.Exists(f => f.Slot == slot && f.Role == role && !f.IsUsed);

    public bool HasAny(params ReadOnlySpan<Slot> slots)
    {
        foreach (var slot in slots)
        {
            if (Has(slot)) return true;
        }

        return false;
    }

    public bool HasObject(params ReadOnlySpan<string> objects)
    {
        foreach (var facet in Facets)
        {
            if (facet.Slot == Slot.Object && !facet.IsUsed && objects.Contains(facet["o"])) return true;
        }

        return false;
    }

    public bool HasFlag(string flag) => Facets.Exists(f => f.Slot == Slot.Flag && f.Role.Length == 0 && f["f"] == flag && !f.IsUsed);

    /// <summary>The first of a slot not used yet, which is used from now on.</summary>
    public Facet? Take(Slot slot) => Take(f => f.Slot == slot);

    public Facet? Take(Slot slot, string role) => Take(f => f.Slot == slot && f.Role == role);

    public bool TakeFlag(params ReadOnlySpan<string> flags)
    {
        var found = false;
        foreach (var facet in Facets)
        {
            if (facet.Slot != Slot.Flag || facet.Role.Length > 0 || facet.IsUsed || !flags.Contains(facet["f"])) continue;
            found = facet.IsUsed = true;
        }

        return found;
    }

    /// <returns>What is said of a quality: on, off, or nothing.</returns>
    public bool? TakeSwitch(string flag)
    {
        if (Take(f => f.Slot == Slot.Flag && f["f"] == flag) is not { } facet) return null;
        return facet.Role.Length == 0;
    }

    public IReadOnlyList<Facet> TakeAll(Slot slot)
    {
        List<Facet> taken = [];
        while (Take(slot) is { } facet) taken.Add(facet);
        return taken;
    }

    /// <summary>Uses nouns that a frame has understood by its choice.</summary>
    public bool TakeObject(params ReadOnlySpan<string> objects)
    {
        var found = false;
        foreach (var facet in Facets)
        {
            if (facet.Slot == Slot.Object && !facet.IsUsed && objects.Contains(facet["o"])) found = facet.IsUsed = true;
        }

        return found;
    }

    /// <summary>What a comment, a note or a description is to say, or null.</summary>
    public string? TakeComment()
    {
        var said = Take(Slot.Comment)?["x"] ?? (HasObject("notes") ? Take(f => f.Slot is Slot.QuotedText or Slot.Place or Slot.Command)?.Value.Text : null);
        if (said is not null) TakeObject("notes");
        return said;
    }

    public Facet? Take(Predicate<Facet> wanted)
    {
        var facet = Facets.Find(f => !f.IsUsed && wanted(f));
        if (facet is not null) facet.IsUsed = true;
        return facet;
    }
}
