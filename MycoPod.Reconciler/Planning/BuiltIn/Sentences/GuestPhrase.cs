using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Guests as a text points at them: by name or number, back at those named before, or by what they are.</summary>
internal sealed record GuestPhrase(string Text)
{
    public IReadOnlyList<GuestMention> Mentions { get; init; } = [];

    /// <summary>one, many or two: said of guests named before.</summary>
    public string? Pronoun { get; init; }

    /// <summary>All guests that fit the rest.</summary>
    public bool IsAll { get; init; }

    public GuestKind? Kind { get; init; }

    public GuestPower? Power { get; init; }

    public string? Tag { get; init; }

    public string? Pool { get; init; }

    public string? Node { get; init; }

    /// <summary>How their names begin.</summary>
    public string? Prefix { get; init; }

    /// <summary>"all guests from the pool dev": with a verb such as "remove", they leave it, and stay what they are.</summary>
    public bool IsFrom => IsAll && (Pool ?? Node) is not null && Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(w => w.ToLowerInvariant() is "from" or "out" or "off");

    /// <summary>Those of them that are not meant.</summary>
    public IReadOnlyList<GuestMention> Except { get; init; } = [];

    /// <summary>Whether nothing narrows "all": everything there is, or all of one kind.</summary>
    public bool IsUnbounded => IsAll && Tag is null && Pool is null && Node is null && Prefix is null && Power is null && Except.Count == 0;
}

/// <summary>One guest as named.</summary>
/// <param name="Kind">Where the text says it.</param>
/// <param name="IsLoose">Whether the name differs from the guest's in spaces or hyphens.</param>
internal sealed record GuestMention(string Text, int? Id, GuestKind? Kind, bool IsLoose = false)
{
    /// <summary>Whether a word such as VM stood with it.</summary>
    public bool HasNoun { get; init; }
}
