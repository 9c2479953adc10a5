using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>"Install docker on web-1", "initialize Swarm on the manager and join the workers".</summary>
internal sealed class SoftwareFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("install", "initialize", "join")
        || (clause.Is("set", "add", "run", "enable", "have") && clause.Has(Slot.Software) && (clause.Has(Slot.Guests) || draft.Last.Count > 0) && !clause.HasAny(Slot.Cores, Slot.Memory));

    public void Plan(Clause clause, Draft draft)
    {
        var software = clause.TakeAll(Slot.Software).SelectMany(f => f.Value.Items).Distinct(StringComparer.Ordinal).ToList();
        if (clause.TakeFlag("agent")) software.Add("qemu-guest-agent");
        clause.TakeFlag("latest", "atonce");
        if (draft.Last.Count > 0) clause.Take(Slot.Node, "every");
        clause.TakeObject("packages", "cluster", "server");
        clause.TakeAll(Slot.PurposeWord);
        if (clause.Is("initialize") && software.Contains("swarm") && Members(clause, draft) is { Count: > 0 } members)
        {
            Recipes.Join("swarm", members, draft);
            return;
        }

        if (clause.Is("join") && draft.IsJoined)
        {
            clause.TakeAll(Slot.Guests);
            return;
        }

        if (clause.Is("install") && software.Count == 0) software = [.. clause.Unknown.Where(w => w.Length > 1 && w.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))];
        clause.Unknown = [.. clause.Unknown.Except(software, StringComparer.Ordinal)];
        if (software.Count == 0)
        {
            draft.Ask($"{Draft.Quote(clause.VerbText)}: what?");
            return;
        }

        var targets = clause.Has(Slot.Guests) ? Lookup.Guests(clause, draft) : draft.Last.Count > 0 ? draft.Last : Lookup.Guests(clause, draft);
        if (clause.Is("set") && targets is not null) draft.Assume("How it is to be configured is not said: it is installed as its packages come.");
        foreach (var target in targets ?? []) foreach (var name in software) Install(name, target, draft);
    }

    private static List<Target> Members(Clause clause, Draft draft)
    {
        var guests = clause.Has(Slot.Guests) && clause.Facets.TrueForAll(f => f.Guests is null or { Pronoun: null }) ? Lookup.Guests(clause, draft) : null;
        clause.TakeAll(Slot.Guests);
        draft.IsJoined = true;
        return [.. guests ?? draft.Last];
    }

    private static void Install(string name, Target target, Draft draft)
    {
        if (name is "kubernetes" or "k3s-cluster") Recipes.Run("k3s", target, draft);
        else if (Recipes.Has(name)) Recipes.Run(name, target, draft);
        else if (!Recipes.IsCluster(name)) Recipes.Run("package", target, draft, ("package", name));
    }
}
