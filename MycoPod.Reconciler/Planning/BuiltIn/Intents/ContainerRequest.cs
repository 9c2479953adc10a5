using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>Containers of one noun: "two Debian containers named web-1 and web-2".</summary>
internal sealed class ContainerRequest(StatedProperties common)
{
    public const int Most = 50;

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of containers as written, null where no number was.</summary>
    public Term? Count { get; set; }

    public bool NounSeen { get; set; }

    public bool IsPlural { get; set; }

    public List<GuestGroup> Groups { get; } = [];

    /// <summary>What is stated of all of this noun.</summary>
    public StatedProperties Shared { get; } = new();

    /// <summary>What is stated of all nouns of the sentence: "a Debian container and an Ubuntu container, both on pve2".</summary>
    public StatedProperties Common => common;

    /// <summary>The group that properties belong to as the text goes on; null: all.</summary>
    public GuestGroup? Scope { get; set; }

    /// <summary>Filled when names are settled.</summary>
    public IReadOnlyList<string> FinalNames { get; set; } = [];

    public int NameCount => names.Count;

    /// <summary>How many containers the words so far call for, as far as that is known.</summary>
    public int? Number => Count is { Number: var number } ? (int)Math.Min(number, Most + 1) : IsPlural ? null : 1;

    public bool TakesMoreNames => Number is null || NameCount < Number;

    public bool Knows(string name) => names.Contains(name);

    public void Mention(IReadOnlyList<string> mentioned)
    {
        names.UnionWith(mentioned);
        Scope = new(mentioned);
        Groups.Add(Scope);
    }

    /// <summary>
    /// "web-1 with 2 cores and web-2 with 4 cores and 2 GB each": what the others have a value of their own for stays the
    /// last one's; the rest belongs to all.
    /// </summary>
    public void ShareWithEach()
    {
        if (Scope is not { Names.Count: 1 } last || Groups.Count < 2) return;
        foreach (var stated in last.Own.All.ToList())
        {
            if (Groups.Where(g => g != last).All(g => g.Own.Has(stated.Property))) continue;
            last.Own.Remove(stated.Property);
            Shared.Add(stated);
        }
    }
}
