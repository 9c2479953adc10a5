using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Finds the guest a name or a number means. One guest, or a problem that says what to write.</summary>
internal sealed class GuestLookup(InventorySnapshot? inventory, Findings findings)
{
    private const int MostExplained = 12;
    private readonly Dictionary<string, Target> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, Guest> byName = (inventory?.Guests ?? []).ToLookup(g => g.Name, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<decimal, Guest> byNumber = (inventory?.Guests ?? []).ToLookup(g => (decimal)g.Vmid.Value);
    private int missing;

    public void Add(Target target) => made[target.Name] = target;

    public Target? Find(GuestMention mention, PowerIntent intent)
    {
        var node = intent.Node;
        if (mention is { Name: { } name, Number: null } && made.TryGetValue(name, out var target)) return target;
        if (inventory is null) return Refuse($"The cluster is unknown, so {Findings.Quote(mention.Text)} cannot be looked up. Set up its credentials first.");
        var called = mention.Name is null ? byNumber[mention.Number ?? 0] : byName[mention.Name].Where(g => mention.Number is null || g.Vmid.Value == mention.Number);
        var found = called.ToList();
        if (found.Count == 0) return Missing(mention);
        var meant = found.Where(g => (mention.Kind is null || g.Kind == mention.Kind) && (node is null || g.Node == node)).ToList();
        return meant switch
        {
            [] => Refuse($"{Findings.Quote(mention.Text)} is {string.Join(" and ", found.Select(Describe))}, not {(mention.Kind ?? found[0].Kind).Noun()}{(node is null ? "" : $" on {node}")}."),
            [{ IsTemplate: true }] when intent.Action == PowerAction.Delete => Refuse($"{mention.Text} is a template; deleting templates is not supported yet."),
            [{ IsTemplate: true }] => Refuse($"{mention.Text} is a template: it neither starts nor stops."),
            [var guest] => new(GuestReference.To(guest), guest.Power),
            _ => Refuse($"{Findings.Quote(mention.Text)} is the name of {meant.Count} guests: {string.Join(" and ", meant.Select(Describe))}. Write the number."),
        };
    }

    private static string Describe(Guest guest) => $"{guest.Kind.Noun()} {guest.Vmid} on {guest.Node}";

    private Target? Missing(GuestMention mention)
    {
        if (++missing > MostExplained) return Refuse("More guests are named that do not exist.");
        var near = inventory is null || mention.Name is null ? [] : NearNames.To(mention.Name, inventory.Guests.Select(g => g.Name).Concat(made.Keys));
        return Refuse($"There is no guest {Findings.Quote(mention.Text)}.{(near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?")}");
    }

    private Target? Refuse(string problem)
    {
        findings.Problem(problem);
        return null;
    }
}
