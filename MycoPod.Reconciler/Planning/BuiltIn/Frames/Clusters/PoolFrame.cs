using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Clusters;

/// <summary>"Create the pool lab", "put jenkins into infra", "remove VM 107 from its pool".</summary>
internal sealed class PoolFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => (clause.Has(Slot.Pool) || clause.HasObject("pool") || IsBack(clause, draft)) && clause.Is("create", "add", "put", "move", "delete", "remove", "set", "exist", "be", "have")
        && !clause.HasAny(Slot.Role, Slot.Cores, Slot.Memory, Slot.System, Slot.Dataset, Slot.StorageType, Slot.Group) && !(clause.Is("create", "exist") && clause.HasObject("vm", "ct", "clone", "server"))
        && !(clause.Is("create", "delete", "set", "remove") && clause.Facets.Exists(f => f.Guests is { IsAll: true, Pool: not null }))
        || IsLeaving(clause);

    /// <summary>"remove all guests from the pool dev".</summary>
    private static bool IsLeaving(Clause clause) => clause.Is("remove") && clause.Facets.Exists(f => f.Guests is { Pool: not null, IsFrom: true }) && !clause.HasAny(Slot.Role, Slot.Tags, Slot.Job);

    /// <summary>"… and add VM 105 to it": right after a pool was made, a guest alone can be added to nothing else.</summary>
    private static bool IsBack(Clause clause, Draft draft) =>
        clause.Is("add", "put", "move") && draft.MadeNames.LastOrDefault().What == "pool" && clause.Unknown.Count == 0 && clause.Facets.Count > 0 && clause.Facets.TrueForAll(f => f.Guests is not null);

    public void Plan(Clause clause, Draft draft)
    {
        var isBack = IsBack(clause, draft);
        var from = clause.Take(Slot.Pool, "from")?["x"];
        var pool = clause.Take(Slot.Pool, "")?["x"] ?? clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.QuotedText)?["x"];
        if (isBack) pool = draft.MadeNames.Last().Name;
        clause.TakeObject("pool");
        if (clause.Is("create", "exist", "add")) TakeMembers(clause);
        var comment = clause.TakeComment();
        var storages = clause.TakeAll(Slot.PoolStorage).Select(f => f["x"]).Concat(clause.TakeAll(Slot.Storage).Where(f => f.Has("x")).Select(f => f["x"])).Distinct(StringComparer.Ordinal).ToList();
        if (from is not null && pool is null && clause.Take(Slot.Place) is { } place) pool = place.Value.Text;
        if ((clause.Is("delete") || IsWithMembers(clause)) && from is null && pool is not null && clause.Has(Slot.Guests)) draft.Ask($"Is the pool {pool} to be deleted, or is something to be taken out of it?", $"delete the pool {pool}", $"remove … from the pool {pool}");
        else if (clause.Is("remove", "delete")) Leave(clause, from ?? pool, draft);
        else if (pool is null) draft.Ask("Which pool?", draft.Cluster.Inventory.Pools.Select(p => p.Name));
        else Join(clause, pool, comment, storages, draft);
    }

    /// <summary>"remove the pool dev with everything in it".</summary>
    private static bool IsWithMembers(Clause clause) => clause.Is("remove") && clause.Facets.Exists(f => f.Guests is not null && f.Lead is "with" or "and") && clause.Facets.Find(f => f.Guests is not null || f.Slot == Slot.Pool)?.Slot == Slot.Pool;

    /// <summary>"… with members: vm_id 107, vm_id 999".</summary>
    private static void TakeMembers(Clause clause)
    {
        clause.TakeObject("members");
        while (clause.Take(f => f is { Slot: Slot.NewId, Role: "" } && f.Has("n")) is { } said)
        {
            var number = (int)(said.Get("n")?.Number ?? 0);
            clause.Facets.Add(Facet.Of(Slot.Guests, $"{number}") with { Guests = new($"{number}") { Mentions = [new($"{number}", number, Kind: null)] } });
        }
    }

    private static void Join(Clause clause, string pool, string? comment, List<string> storages, Draft draft)
    {
        var known = draft.Cluster.FindPool(pool);
        var isNew = known is null && !draft.MadeNames.Contains(("pool", pool));
        if (isNew && clause.Is("create", "exist", "add") && !(clause.Is("add") && clause.Has(Slot.Guests)))
        {
            draft.Do(new AddPool(pool, comment));
            draft.MadeNames.Add(("pool", pool));
        }
        else if (isNew) draft.Problem($"There is no pool {pool}. Pools here: {string.Join(", ", draft.Cluster.Inventory.Pools.Select(p => p.Name))}.");
        else if (clause.Is("create") && !clause.Has(Slot.Guests) && !clause.IsEnsured) draft.Problem($"There is a pool {pool} already.");
        else if (!clause.Has(Slot.Guests) && storages.Count == 0 && comment is null) draft.Already($"There is a pool {pool} already.");
        if (comment is not null && !isNew) draft.Do(new CallApi("PUT", $"/pools/{known ?? pool}", [new("comment", comment)], Guest: null));
        foreach (var storage in storages) draft.Do(new CallApi("PUT", $"/pools/{known ?? pool}", [new("storage", storage)], Guest: null));
        if (!clause.Has(Slot.Guests)) return;
        var isExact = IsExact(clause, draft);
        var tags = SpecReader.Read(clause, draft);
        var state = clause.TakeFlag("running") ? GuestPower.Running : clause.TakeFlag("stopped") ? GuestPower.Stopped : (GuestPower?)null;
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            Join(target, known ?? pool, draft);
            if (state == GuestPower.Running) PowerFrame.TurnOn(target, draft.PowerOf(target), draft);
            else if (state == GuestPower.Stopped) PowerFrame.TurnOff("shutdown", target, draft.PowerOf(target), draft);
        }

        if (isExact) foreach (var other in draft.Cluster.Inventory.Guests.Where(g => g.Pool is not null && g.Pool == known && !draft.Last.Any(t => t.Existing?.Vmid == g.Vmid))) draft.Do(new SetPool(new Target(draft.AsIs(other), null).Reference, Pool: null, known));
        if (tags.Tags.Count > 0) foreach (var target in draft.Last.Where(t => t.Existing is not null)) new Guests.GuestChange(target, target.Existing ?? throw new InvalidOperationException("A guest that exists is gone."), draft).Apply(new Spec { Tags = { tags.Tags[0] } });
    }

    /// <summary>"The pool dev has only VM 100", "… exactly these members: …": who else is in it leaves it.</summary>
    private static bool IsExact(Clause clause, Draft draft)
    {
        if (clause.Is("add", "put", "move") || clause.Take(Slot.Only) is not { } only) return false;
        var isAhead = clause.Facets.Exists(f => f.Guests is not null && f.First >= only.End && f.First - only.End <= 2);
        if (!isAhead) draft.Ask($"{Draft.Quote(only.Text)}: is everything else to leave the pool?");
        return isAhead;
    }

    private static void Join(Target target, string pool, Draft draft)
    {
        if (target.Made is { } made) made.Spec.Pool = pool;
        else if (target.Existing is not { } guest) return;
        else if (guest.Pool == pool) draft.Already($"{guest.Name} is in {pool} already.");
        else
        {
            draft.Do(new SetPool(target.Reference, pool, guest.Pool));
            draft.Now(guest with { Pool = pool });
        }
    }

    private static void Leave(Clause clause, string? pool, Draft draft)
    {
        if (clause.Has(Slot.Guests))
        {
            var isAll = clause.Facets.Exists(f => f.Guests is { IsAll: true });
            foreach (var target in (Lookup.Guests(clause, draft) ?? []).Where(t => !isAll || pool is null || t.Existing?.Pool == pool))
            {
                if (target.Existing?.Pool is not { } now) draft.Already($"{target.Name} is in no pool.");
                else if (pool is not null && now != pool && draft.Cluster.FindGuest(target.Existing.Vmid.Value)?.Pool == pool) draft.Already($"{target.Name} leaves {pool} as it goes into {now}.");
                else if (pool is not null && now != pool) draft.Problem($"{target.Name} is in {now}, not in {pool}.");
                else draft.Do(new SetPool(target.Reference, Pool: null, now));
            }
        }
        else if (pool is null) draft.Ask("Which pool?", draft.Cluster.Inventory.Pools.Select(p => p.Name));
        else if (draft.Cluster.FindPool(pool) is not { } known) draft.Problem($"There is no pool {pool}.");
        else if (draft.Cluster.Inventory.Guests.Any(g => g.Pool == known)) draft.Problem($"The pool {known} is not empty: {string.Join(", ", draft.Cluster.Inventory.Guests.Where(g => g.Pool == known).Select(g => g.Name))}.");
        else draft.Do(new RemovePool(known));
    }
}
