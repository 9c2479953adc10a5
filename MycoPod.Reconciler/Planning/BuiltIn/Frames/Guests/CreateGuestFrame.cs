using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"Create three Debian VMs named a, b and c with 2 cores", "clone VM 100 as web-2", "VM bravo: dual-core, 4 GB".</summary>
internal sealed class CreateGuestFrame : IFrame
{
    private const int Most = 50;

    private static readonly Slot[] Sizes = [Slot.Cores, Slot.Memory, Slot.Disk, Slot.System, Slot.Ip, Slot.Dhcp, Slot.IsoWord, Slot.TemplateWord, Slot.Source, Slot.Size];

    public bool Fits(Clause clause, Draft draft) => clause.Verb switch
    {
        "create" when clause.Has(Slot.Guests) && !clause.Has(Slot.Count, "") && Lookup.AreThere(clause, draft) && !clause.HasObject("vm", "ct", "server", "clone") && !clause.HasAny(Slot.Names, Slot.System, Slot.Source) && clause.Subject is null && !clause.HasFlag("linked") && !clause.HasFlag("full") => false,
        "create" => clause.HasObject("vm", "ct", "server", "clone") || clause.Has(Slot.Guests) || (clause.Has(Slot.Names) || clause.Subject is not null) && clause.HasAny(Sizes) || clause.HasAny(Slot.System, Slot.Source, Slot.Manager) || IsCluster(clause) || clause.HasFlag("linked") || clause.HasFlag("full"),
        "clone" => true,
        "add" => (clause.HasObject("vm", "ct", "clone") || (clause.HasAny(Sizes) && clause.Facets.Exists(f => f.Guests is { Mentions: [{ Kind: not null }] }))) && !HasExisting(clause, draft),
        "exist" => clause.HasObject("vm", "ct", "server") || clause.Has(Slot.Guests),
        "be" => clause.HasObject("clone") || clause.HasFlag("linked"),
        "" => IsNew(clause, draft),
        "run" => IsNew(clause, draft) && !clause.Has(Slot.Command),
        _ => false,
    };

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.Is("run")) clause.Facets.Add(new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new("running") }, 0, 0, clause.VerbText));
        clause.TakeFlag("cloudinit", "nextfree", "same", "latest", "failover", "shared", "atonce");
        if (clause.Is("clone")
            && !clause.Has(Slot.Names)
            && clause.Facets.FindIndex(f => f is { Slot: Slot.SnapName, IsUsed: false } && f.Text.StartsWith("to ", StringComparison.OrdinalIgnoreCase)) is >= 0 and var to)
        {
            clause.Facets[to] = clause.Facets[to] with { Slot = Slot.Names };
        }

        if (clause.Has(Slot.SnapName) && clause.Take(Slot.SnapName) is { } snapshot) new GuestMaker(clause, draft, Most).Make(snapshot["x"]);
        else new GuestMaker(clause, draft, Most).Make(snapshot: null);
    }

    /// <summary>"deploy a 3 node kubernetes cluster": the guests are what it is made of.</summary>
    private static bool IsCluster(Clause clause) =>
        clause.Has(Slot.Count) && clause.Facets.Exists(f => f is { Slot: Slot.Software, IsUsed: false, Lead: not ("to" or "on" or "in" or "into") } && f.Value.Items.Any(Recipes.IsCluster));

    private static bool HasExisting(Clause clause, Draft draft) => clause.Facets.Exists(f => f.Guests is { } phrase && (phrase.IsAll || phrase.Mentions.Any(m => Exists(m, draft))));

    /// <summary>Without a verb: a kind of guest with what it is to have, and none of that name yet.</summary>
    private static bool IsNew(Clause clause, Draft draft) =>
        clause.HasAny(Sizes) && (clause.HasObject("vm", "ct") || clause.Facets.Exists(f => f.Guests is { } phrase && phrase.Mentions.Any(m => m.HasNoun || m.Kind is not null))) && !clause.Facets.Exists(f => f.Guests is { } phrase && f.Lead is not ("on" or "from" or "of") && (phrase.IsAll || phrase.Mentions.Any(m => Exists(m, draft))));

    private static bool Exists(GuestMention mention, Draft draft) =>
        mention.Id is { } id ? draft.Cluster.FindGuest(id) is not null : draft.Cluster.GuestsNamed(mention.Text).Count > 0 || draft.Made.Exists(m => Cluster.Same(m.Name, mention.Text));
}
