using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>A guest as the text points at it: by name, by number, or back at those named before.</summary>
/// <param name="Text">As written.</param>
internal sealed record GuestMention(string Text)
{
    /// <summary>A value of <see cref="Back"/>: those made just before, however many.</summary>
    public const int JustMade = -1;

    public string? Name { get; init; }

    public decimal? Number { get; init; }

    public GuestKind? Kind { get; init; }

    /// <summary>"them", "it", "both": how many are meant; 0: several; <see cref="JustMade"/>.</summary>
    public int? Back { get; init; }

    /// <summary>"the containers": only those that the text makes.</summary>
    public bool OnlyMade { get; init; }
}
