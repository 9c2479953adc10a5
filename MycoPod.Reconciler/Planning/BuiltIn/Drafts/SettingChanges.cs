using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Works out which settings of a guest a wish changes. What is so already is left alone.</summary>
/// <param name="now">A setting's present value, or null.</param>
/// <param name="isCopy">Whether the guest is a fresh copy: its cards have addresses of their own that nobody knows yet.</param>
internal sealed class SettingChanges(GuestKind kind, Func<string, string?> now, bool isCopy)
{
    private readonly List<FieldChange> changes = [];

    public IReadOnlyList<FieldChange> Of(Spec spec)
    {
        Set("cores", spec.Cores?.ToString());
        Set("cpulimit", spec.CpuLimit?.ToString(System.Globalization.CultureInfo.InvariantCulture), usual: "0");
        Set("cpuunits", spec.CpuUnits?.ToString());
        if (kind == GuestKind.Vm) Set("vga", spec.Display);
        if (kind == GuestKind.Vm) Set("sockets", spec.Sockets?.ToString(), usual: "1");
        Set("memory", spec.MemoryMiB?.ToString());
        if (kind == GuestKind.Vm) Set("balloon", spec.BalloonMiB?.ToString());
        if (kind == GuestKind.Ct) Set("swap", spec.SwapMiB?.ToString());
        if (kind == GuestKind.Vm) Set("cpu", spec.CpuType);
        if (kind == GuestKind.Vm) Set("machine", spec.Machine);
        if (kind == GuestKind.Vm) Set("scsihw", spec.ScsiController);
        Set("onboot", Flag(spec.StartAtBoot), usual: "0");
        Set("protection", Flag(spec.Protected), usual: "0");
        if (kind == GuestKind.Vm) Set("numa", Flag(spec.Numa), usual: "0");
        if (kind == GuestKind.Vm && spec.Agent is { } agent) SetAgent(agent);
        Set("startup", spec.StartOrder is null && spec.StartDelay is null ? null : string.Join(',', new[] { spec.StartOrder is { } order ? $"order={order}" : null, spec.StartDelay is { } delay ? $"up={delay}" : null }.OfType<string>()));
        if (kind == GuestKind.Vm) Set("hotplug", spec.Hotplug);
        Set(kind == GuestKind.Vm ? "name" : "hostname", spec.NewName);
        if (spec.Notes is { } notes && !isCopy) Set("description", notes);
        if (spec.AllTags is { } all) SetAllTags(all);
        SetTags(spec.Tags);
        SetFeatures(spec);
        SetCards(spec);
        SetNames(spec);
        return changes;
    }

    private static string? Flag(bool? value) => value switch { true => "1", false => "0", null => null };

    private void Set(string name, string? wanted, string? usual = null)
    {
        var current = now(name);
        if (wanted is null || wanted == (current ?? usual) || changes.Exists(c => c.Name == name)) return;
        changes.Add(new(name, isCopy ? null : current, wanted));
    }

    private void SetAgent(bool isOn)
    {
        var on = now("agent")?.Split(',')[0] is "1" or "enabled=1";
        if (on != isOn) Set("agent", isOn ? "1" : "0");
    }

    private void SetTags(List<string> tags)
    {
        if (tags.Count == 0) return;
        var known = Guest.TagsIn(now("tags"));
        var added = tags.Select(t => t.ToLowerInvariant()).Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (added.Count > 0) Set("tags", string.Join(';', known.Where(t => !isCopy || t != "template").Concat(added)));
    }

    /// <summary>The tag by which a guest is known as made here stays.</summary>
    private void SetAllTags(IReadOnlyList<string> tags)
    {
        var known = Guest.TagsIn(now("tags"));
        List<string> wanted = [.. tags.Select(t => t.ToLowerInvariant()).Concat(known.Where(t => t == CreationMarker.Tag)).Distinct(StringComparer.Ordinal)];
        if (!known.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(wanted)) Set("tags", string.Join(';', wanted));
    }

    private void SetFeatures(Spec spec)
    {
        if (kind != GuestKind.Ct || (spec.Nesting, spec.KeyControl, spec.Fuse) is (null, null, null)) return;
        var features = new PropertyText(now("features") ?? "");
        foreach (var (key, wanted) in new[] { ("nesting", spec.Nesting), ("keyctl", spec.KeyControl), ("fuse", spec.Fuse) })
        {
            if (wanted is { } on && (features[key] == "1") != on) features[key] = on ? "1" : null;
        }

        if (features.ToString() is { Length: > 0 } text) Set("features", text);
    }

    private void SetCards(Spec spec)
    {
        var wantsAddress = kind == GuestKind.Ct && (spec.Address ?? spec.Address6 ?? spec.Gateway ?? spec.Gateway6) is not null;
        if (spec.Bridge is not null
            || spec.Vlan is not null
            || (spec.Cards.Count == 0 && (spec.Firewall is not null || spec.Mtu is not null || spec.Mac is not null || spec.RateMBs is not null))
            || wantsAddress)
        {
            SetCard("net0", spec, spec.Bridge);
        }

        foreach (var (card, bridge) in spec.Cards) Set(card, $"{(kind == GuestKind.Vm ? $"virtio,bridge={bridge}" : $"name=eth{card[3..]},bridge={bridge},ip=dhcp")}{(spec.CardVlans.TryGetValue(card, out var vlan) ? $",tag={vlan}" : "")}{(spec.Firewall == true ? ",firewall=1" : "")}{(spec.Mtu is { } mtu ? $",mtu={mtu}" : "")}{(spec.RateMBs is { } rate ? $",rate={rate}" : "")}");
    }

    private void SetCard(string name, Spec spec, string? bridge)
    {
        var before = now(name);
        var card = new PropertyText(before ?? (kind == GuestKind.Vm ? "virtio,bridge=vmbr0" : "name=eth0,bridge=vmbr0"));
        if (isCopy && kind == GuestKind.Vm) card.Bare(card.FirstKey);
        if (isCopy) card["hwaddr"] = null;
        if (bridge is not null) card["bridge"] = bridge;
        if (spec.Vlan is { } vlan) card["tag"] = $"{vlan}";
        if (spec.Firewall is { } firewall && (card["firewall"] == "1") != firewall) card["firewall"] = firewall ? "1" : null;
        if (spec.Mtu is { } mtu) card["mtu"] = $"{mtu}";
        if (spec.RateMBs is { } rate) card["rate"] = $"{rate}";
        if (spec.Mac is { } mac) card[kind == GuestKind.Vm ? card.FirstKey : "hwaddr"] = mac.ToUpperInvariant();
        if (kind == GuestKind.Ct) SetAddress(card, spec);
        Set(name, card.ToString());
    }

    private static void SetAddress(PropertyText card, Spec spec)
    {
        if (spec.Address is { } address)
        {
            card["ip"] = address;
            card["gw"] = address == "dhcp" ? null : spec.Gateway ?? card["gw"];
        }

        if (spec.Address is null && spec.Gateway is { } gateway) card["gw"] = gateway;
        if (spec.Address6 is null && spec.Gateway6 is { } gateway6) card["gw6"] = gateway6;
        if (spec.Address6 is { } address6) (card["ip6"], card["gw6"]) = (address6, spec.Gateway6 ?? card["gw6"]);
    }

    /// <summary>Name servers, and what cloud-init is told.</summary>
    private void SetNames(Spec spec)
    {
        Set("nameserver", spec.Dns);
        Set("searchdomain", spec.SearchDomain);
        if (kind != GuestKind.Vm) return;
        Set("ciuser", spec.User);
        if (spec.SshKeys is { } keys) Set("sshkeys", Uri.EscapeDataString(keys));
        if ((spec.Address ?? spec.Address6 ?? spec.Gateway ?? spec.Gateway6) is null) return;
        var init = new PropertyText(isCopy ? "" : now("ipconfig0") ?? "");
        if (spec.Address is null && spec.Gateway is { } gateway) init["gw"] = gateway;
        if (spec.Address6 is null && spec.Gateway6 is { } gateway6) init["gw6"] = gateway6;
        if (spec.Address is { } address) (init["ip"], init["gw"]) = (address, address == "dhcp" ? null : spec.Gateway ?? init["gw"]);
        if (spec.Address6 is { } address6) (init["ip6"], init["gw6"]) = (address6, spec.Gateway6 ?? init["gw6"]);
        Set("ipconfig0", init.ToString());
    }
}
