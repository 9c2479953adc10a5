namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>Something said, with where it stands.</summary>
/// <param name="Slot">What it is about, as in cores or node.</param>
/// <param name="Role">How, as in "to" or "from" of a place; empty where there is but one way.</param>
/// <param name="Text">As written.</param>
internal sealed record Facet(Slot Slot, string Role, IReadOnlyDictionary<string, Said> Captures, int First, int End, string Text)
{
    /// <summary>What a clause means without saying it there, as where it says "it".</summary>
    public static Facet Of(Slot slot, string value) => new(slot, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(value) }, 0, 0, value);

    /// <summary>What a frame did not use is told to the person.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The word before, articles left out, as in "from".</summary>
    public string Lead { get; init; } = "";

    /// <summary>"to nas": a word for a purpose where a place is named, such as a storage that is not there.</summary>
    public bool IsPlace => Slot == Slot.PurposeWord && Lead is "to" or "into" or "onto";

    /// <summary>Guests meant, where the slot is guests.</summary>
    public Sentences.GuestPhrase? Guests { get; init; }

    /// <summary>The only thing captured, or the one named x.</summary>
    public Said Value => Captures.GetValueOrDefault("x") ?? Captures.Values.FirstOrDefault() ?? new Said(Role);

    public string this[string name] => Captures.GetValueOrDefault(name)?.Text ?? "";

    public bool Has(string name) => Captures.ContainsKey(name);

    public Said? Get(string name) => Captures.GetValueOrDefault(name);
}
