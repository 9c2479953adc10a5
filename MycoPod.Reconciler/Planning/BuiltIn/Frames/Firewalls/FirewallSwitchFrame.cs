using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Firewalls;

/// <summary>"Enable the firewall of web-1", "disable the cluster-wide firewall", "set the input policy of VM 100 to drop".</summary>
internal sealed class FirewallSwitchFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => IsSaid(clause, draft) || (clause.HasObject("firewall") || clause.Has(Slot.Policy) || (clause.Facets.Exists(f => f.Slot == Slot.Flag && f["f"] == "firewall" && !f.IsUsed) && clause.Facets.Exists(f => f.Slot is Slot.Port or Slot.Macro)))
        && clause.Is("enable", "disable", "start", "stop", "shutdown", "set", "be", "have", "deactivate") && !clause.HasAny(Slot.Cores, Slot.Memory, Slot.Card);

    /// <summary>"Its firewall is on": said of a guest, without a size or the like beside it.</summary>
    private static bool IsSaid(Clause clause, Draft draft) =>
        clause.Is("", "be", "have", "enable")
        && (clause.HasFlag("firewall") || (clause.Is("enable") && clause.HasObject("firewall") && clause.Has(Slot.Guests)))
        && !clause.HasAny(Slot.Cores, Slot.Memory, Slot.Disk, Slot.System, Slot.Card, Slot.Bridge, Slot.Names)
        && (clause.Has(Slot.Guests) || draft.Last.Count > 0)
        && Lookup.AreThere(clause, draft);

    public void Plan(Clause clause, Draft draft)
    {
        if (IsSaid(clause, draft))
        {
            clause.TakeFlag("firewall");
            clause.TakeObject("firewall");
            TurnOn(clause, draft);
            clause.TakeAll(Slot.Guests);
            return;
        }

        clause.TakeObject("firewall");
        var isOn = clause.Is("enable", "start") || clause.TakeFlag("running", "firewall");
        var isOff = clause.Is("disable", "stop", "shutdown") || clause.TakeFlag("stopped");
        var policy = clause.Take(Slot.Policy);
        foreach (var scope in policy?.Role == "cluster" ? [new()] : Scopes(clause, draft))
        {
            List<FieldChange> changes = [];
            if (isOn || isOff) Change(changes, scope, "enable", isOn ? "1" : "0", draft);
            if (policy is not null) Change(changes, scope, PolicyName(policy), policy["x"], draft);
            if (changes.Count > 0) draft.Do(new ConfigureFirewall(scope, changes));
            else draft.Already("The firewall is so already.");
        }
    }

    /// <summary>Switches the firewall of a guest on, its card included: without <c>firewall=1</c> there it sees nothing.</summary>
    public static void TurnOn(Clause clause, Draft draft)
    {
        var policies = clause.TakeAll(Slot.Policy);
        var targets = Lookup.Resolve(Pointed(clause), draft) ?? [];
        (draft.Last, draft.LastSentence) = (targets, clause.Sentence);
        foreach (var target in targets)
        {
            if (target.Existing is { } guest)
            {
                new Guests.GuestChange(target, guest, draft).Apply(new Spec { Firewall = true });
                List<FieldChange> changes = [];
                FirewallScope scope = new(Guest: target.Reference);
                Change(changes, scope, "enable", "1", draft);
                foreach (var policy in policies) Change(changes, scope, PolicyName(policy), policy["x"], draft);
                if (changes.Count == 0) draft.Already($"The firewall of {guest.Name} is on already.");
                else draft.Do(new ConfigureFirewall(scope, changes));
                continue;
            }

            if (target.Made is { } made) made.Spec.Firewall = true;
            draft.DoLater(() => [new ConfigureFirewall(new(Guest: target.Reference), [new FieldChange("enable", null, "1"), .. policies.Select(p => new FieldChange(PolicyName(p), null, p["x"]))])]);
        }
    }

    private static string PolicyName(Facet policy) => policy.Text.Contains("out", StringComparison.OrdinalIgnoreCase) ? "policy_out" : "policy_in";

    private static GuestPhrase Pointed(Clause clause) => clause.Facets.Find(f => f.Guests is not null)?.Guests ?? new("it") { Pronoun = "many" };

    private static IReadOnlyList<FirewallScope> Scopes(Clause clause, Draft draft) => FirewallRuleFrame.Scopes(clause, draft);

    private static void Change(List<FieldChange> changes, FirewallScope scope, string name, string wanted, Draft draft)
    {
        var path = scope.Guest is { } guest ? $"/nodes/{guest.Node}/{MycoPod.Core.Inventory.GuestKindNames.ApiName(guest.Type)}/{guest.Vmid}/firewall/options" : scope.Node is { } node ? $"/nodes/{node}/firewall/options" : "/cluster/firewall/options";
        var now = scope.Guest is { Vmid: null } ? null : draft.Cluster.Facts.Get(path) is { ValueKind: System.Text.Json.JsonValueKind.Object } options ? options.Text(name) : null;
        if ((now ?? (name == "enable" ? scope.Node is null ? "0" : "1" : null)) != wanted) changes.Add(new(name, now, wanted));
    }
}
