using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;

/// <summary>"Delete NIC net0 of dev-sandbox", "add a second network card on vmbr1 to web-1".</summary>
internal sealed class CardFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Has(Slot.Guests) && Lookup.AreThere(clause, draft) && !clause.HasAny(Slot.Names, Slot.System, Slot.Port)
        && ((clause.Is("delete", "remove", "detach") && (clause.Has(Slot.Card) || clause.HasObject("nic"))) || (clause.Is("add", "create", "set") && (clause.HasObject("nic") || clause.Has(Slot.Card)) && !clause.HasFlag("hotplug")) || (clause.Is("be", "have", "set", "create") && clause.Has(Slot.NicModel) && clause.HasObject("nic"))
            || (clause.Is("have") && clause.Has(Slot.Card) && clause.Has(Slot.Bridge)) || (clause.Is("have", "set") && HasPlacedCard(clause)) || IsUnplugged(clause)
            || (clause.Is("remove", "delete") && clause.Has(Slot.Vlan)));

    /// <summary>"a second NIC on vmbr1".</summary>
    private static bool HasPlacedCard(Clause clause) => clause.Facets.Exists(f => f is { Slot: Slot.Card, IsUsed: false } && f.Has("b") && f["x"] != "net0");

    /// <summary>"disconnect the network cable of web-1", "web-1: link down".</summary>
    private static bool IsUnplugged(Clause clause) => (clause.Is("remove") && clause.HasObject("cable")) || (clause.HasFlag("linkdown") && clause.Is("remove", "set", "be", ""));

    /// <summary>The card stays; only its cable is out.</summary>
    private static void Unplug(Clause clause, Draft draft)
    {
        clause.TakeObject("cable", "nic");
        clause.TakeFlag("linkdown");
        clause.Unknown.RemoveAll(w => w.Equals("network", StringComparison.OrdinalIgnoreCase));
        var said = clause.Take(Slot.Card)?["x"].Replace("eth", "net", StringComparison.Ordinal);
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            var cards = target.Existing?.Settings.Keys.Where(k => k.StartsWith("net", StringComparison.Ordinal) && k.Length is 4 or 5).Order(StringComparer.Ordinal).ToList() ?? [];
            if ((said ?? (cards.Count == 1 ? cards[0] : null)) is not { } chosen) draft.Ask($"Which network card of {target.Name}?", cards);
            else if (target.Existing is not { } guest || !guest.Settings.TryGetValue(chosen, out var now)) draft.Problem($"{target.Name} has no {chosen}.");
            else if (new PropertyText(now) is var card && card["link_down"] == "1") draft.Already($"{chosen} of {guest.Name} is disconnected already.");
            else
            {
                card["link_down"] = "1";
                draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(chosen, now, card.ToString())]));
            }
        }
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (IsUnplugged(clause))
        {
            Unplug(clause, draft);
            return;
        }

        var isPlaced = clause.Is("have", "set") && (HasPlacedCard(clause) || (clause.Has(Slot.Bridge) && clause.Facets.Exists(f => f is { Slot: Slot.Card, IsUsed: false } && f.Text.Contains("second", StringComparison.OrdinalIgnoreCase))));
        var model = clause.Take(Slot.NicModel)?["x"];
        var rate = (int?)(clause.Take(Slot.Rate, "") ?? (clause.Has(Slot.Rate, "word") ? clause.Take(Slot.Rate, "of") : null))?.Value.Number;
        clause.Take(Slot.Rate, "word");
        if (isPlaced || (clause.Is("have") && model is null)) clause.Verb = "add";
        else if (clause.Is("create", "be", "have") && model is not null) clause.Verb = "set";
        var said = clause.Take(Slot.Card);
        var card = said?["x"].Replace("eth", "net", StringComparison.Ordinal);
        clause.Take(f => f.Slot == Slot.Card && f["x"].Replace("eth", "net", StringComparison.Ordinal) == card);
        clause.TakeObject("nic");
        clause.TakeAll(Slot.Count);
        var bridge = said?.Get("b")?.Text ?? clause.Take(Slot.Bridge)?.Value.Text;
        var vlan = (int?)clause.Take(f => f is { Slot: Slot.Vlan, Role: "" or "from" })?.Value.Number ?? (clause.Is("remove", "delete") && clause.Take(Slot.Vlan, "word") is not null ? 0 : null);
        var address = clause.Take(Slot.Dhcp) is not null ? "dhcp" : clause.Take(Slot.Ip)?["a"];
        var gateway = clause.Take(Slot.Gateway)?["a"];
        if (gateway is null && clause.Is("add")) clause.TakeFlag("nogateway");
        var firewall = clause.TakeSwitch("firewall");
        clause.Unknown.Remove("second");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Existing is { } guest) Change(clause, target, guest, card, bridge, vlan, address, gateway, firewall, model, rate, draft);
            else if (target.Made is { } made && bridge is not null) made.Spec.Cards[card ?? $"net{made.Spec.Cards.Count + 1}"] = bridge;
        }
    }

    private static void Change(Clause clause, Target target, Guest guest, string? card, string? bridge, int? vlan, string? address, string? gateway, bool? firewall, string? model, int? rate, Draft draft)
    {
        var cards = guest.Settings.Keys.Where(k => k.StartsWith("net", StringComparison.Ordinal) && k.Length is 4 or 5).Order(StringComparer.Ordinal).ToList();
        if (clause.Is("add", "create"))
        {
            var place = card ?? DiskSlots.Free([.. cards], "net");
            if (cards.Contains(place)) draft.Problem($"{guest.Name} has a card {place} already.");
            if (Placing.Bridge(draft, guest.Node, bridge) is not { } on) return;
            var text = guest.Kind == GuestKind.Vm ? $"{model ?? "virtio"},bridge={on}" : $"name=eth{place[3..]},bridge={on},ip={address ?? "dhcp"}{(gateway is null ? "" : $",gw={gateway}")}";
            draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(place, null, $"{text}{(vlan is null ? "" : $",tag={vlan}")}{(firewall == true ? ",firewall=1" : "")}{(rate is null ? "" : $",rate={rate}")}")]));
            return;
        }

        var chosen = card ?? (cards.Count == 1 ? cards[0] : null);
        if (chosen is null) draft.Ask($"Which network card of {guest.Name}?", cards);
        else if (!guest.Settings.TryGetValue(chosen, out var now)) draft.Problem($"{guest.Name} has no {chosen}.");
        else if (!clause.Is("set") && vlan is null) draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(chosen, now, null)]));
        else if (model is not null && guest.Kind == GuestKind.Ct) draft.Problem($"{guest.Name} is a container: its network cards have no model.");
        else if (Changed(clause, now, bridge, vlan, firewall, model, rate) is var wanted && wanted == now) draft.Already($"{chosen} of {guest.Name} is so already.");
        else draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(chosen, now, wanted)]));
    }

    private static string Changed(Clause clause, string now, string? bridge, int? vlan, bool? firewall, string? model, int? rate)
    {
        var card = new PropertyText(model is null ? now : $"{model}{now[now.AsSpan().IndexOfAny('=', ',')..]}");
        if (bridge is not null) card["bridge"] = bridge;
        if (vlan is { } tag) card["tag"] = clause.Is("remove", "delete") ? null : $"{tag}";
        if (rate is { } most) card["rate"] = $"{most}";
        if (firewall is { } on) card["firewall"] = on ? "1" : null;
        return card.ToString();
    }
}
