using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Takes what a clause says of a guest's size, network and qualities. Two values for one thing are a conflict, never a choice.</summary>
internal sealed class SpecReader(Clause clause, Draft draft)
{
    private readonly Spec spec = new();

    public static Spec Read(Clause clause, Draft draft) => new SpecReader(clause, draft).Read();

    private Spec Read()
    {
        ReadSizes();
        ReadNetwork();
        ReadQualities();
        ReadCloudInit();
        return spec;
    }

    /// <summary>The one value of a slot; a second one that differs is a problem.</summary>
    private Facet? One(Slot slot, string role = "")
    {
        var facets = new List<Facet>();
        while (clause.Take(slot, role) is { } facet) facets.Add(facet);
        if (facets.Count > 1 && facets.Exists(f => !string.Equals(f.Value.Text, facets[0].Value.Text, StringComparison.OrdinalIgnoreCase) || f.Value.Number != facets[0].Value.Number))
            draft.Problem($"{string.Join(" and ", facets.Select(f => Draft.Quote(f.Text)))} contradict each other.");
        return facets.FirstOrDefault();
    }

    private void ReadSizes()
    {
        spec.CpuLimit = Limit();
        spec.CpuUnits = Whole(One(Slot.CpuUnits), "units");
        clause.Take(Slot.Display, "word");
        spec.Display = One(Slot.Display)?["x"].ToLowerInvariant();
        spec.Cores = Whole(One(Slot.Cores), "cores");
        spec.Sockets = Whole(One(Slot.Sockets), "sockets");
        spec.MemoryMiB = Whole(One(Slot.Memory), "MiB");
        spec.SwapMiB = clause.Take(Slot.Swap, "none") is not null ? 0 : Whole(One(Slot.Swap), "MiB");
        spec.BalloonMiB = clause.TakeFlag("noballoon") ? 0 : Whole(One(Slot.Balloon), "MiB");
        foreach (var disk in clause.TakeAll(Slot.Disk)) AddDisk(disk);
        foreach (var mount in clause.TakeAll(Slot.MountPoint)) spec.Mounts.Add((GiB(mount) ?? 0, mount.Has("p") ? mount["p"] : "/data"));
        var (isMemory, isCores) = (clause.Take(Slot.Memory, "word") is not null, clause.Take(Slot.Cores, "word") is not null);
        if (isCores && spec.Cores is null) spec.Cores = Whole(clause.Take(Slot.Count), "cores");
        if (clause.Take(Slot.Swap, "word") is not null && spec.SwapMiB is null) spec.SwapMiB = Whole(clause.Take(f => f.Slot == Slot.Size && f.Role is "" or "to"), "MiB");
        if (clause.Take(Slot.Balloon, "word") is not null && spec.BalloonMiB is null) spec.BalloonMiB = Whole(clause.Take(f => f.Slot == Slot.Size && f.Role is "" or "to"), "MiB");
        if (isMemory && spec.MemoryMiB is null) spec.MemoryMiB = Whole(clause.Take(f => f.Slot == Slot.Size && f.Role is "" or "to"), "MiB");
        if (isMemory && spec.MemoryMiB is null && clause.Take(f => f is { Slot: Slot.Size, Role: "from" } && f.Has("t")) is { } change) spec.MemoryMiB = Whole(change with { Captures = new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = change.Get("t") ?? change.Value } }, "MiB");
        if (isMemory
            && spec.MemoryMiB is null
            && (spec.Cores ?? spec.SwapMiB ?? spec.DiskGiB) is not null
            && !clause.Facets.Exists(f => f is { Slot: Slot.Size, IsUsed: false } || (f.Slot == Slot.Memory && f.Role != "word")))
        {
            draft.Ask("How much memory?");
        }

        ReadBareSizes([.. clause.TakeAll(Slot.Size).Where(f => f.Role is "" or "to")]);
        var isType = clause.Take(Slot.CpuType, "word") is not null;
        spec.CpuType = One(Slot.CpuType)?.Value.Text.ToLowerInvariant() is { } type ? type is "type host" or "host type" ? "host" : type : isType ? clause.Take(Slot.Place)?.Value.Text : null;
        spec.Machine = clause.TakeFlag("q35") ? "q35" : One(Slot.Machine)?["x"];
        clause.Take(Slot.Machine, "word");
        spec.ScsiController = One(Slot.ScsiHw)?["x"];
        if (clause.TakeFlag("i440fx")) spec.Machine = null;
    }

    /// <summary>"16 GiB and 0.5 TB": the smaller is the memory; one alone is what the other is not.</summary>
    private void ReadBareSizes(IReadOnlyList<Facet> bare)
    {
        bare = ReadDisks(bare);
        switch (bare)
        {
            case [var one, var other] when spec.MemoryMiB is null && spec.DiskGiB is null:
                var (small, large) = one.Value.Number <= other.Value.Number ? (one, other) : (other, one);
                spec.MemoryMiB ??= Whole(small, "MiB");
                spec.DiskGiB ??= GiB(large);
                break;
            case [var little] when little.Value.Number < 1024 && spec.MemoryMiB is null:
                spec.MemoryMiB = Whole(little, "MiB");
                break;
            case [var only] when spec.DiskGiB is not null && spec.MemoryMiB is null:
                spec.MemoryMiB = Whole(only, "MiB");
                break;
            case [var only] when spec.MemoryMiB is not null && spec.DiskGiB is null:
                spec.DiskGiB = GiB(only);
                break;
            case [var only] when spec.Cores is not null && spec.MemoryMiB is null:
                spec.MemoryMiB = Whole(only, "MiB");
                draft.Assume($"{Draft.Quote(only.Text)} beside the cores is taken as memory.");
                break;
            case [var only]:
                draft.Ask($"{Draft.Quote(only.Text)}: memory or disk?", "memory", "disk");
                break;
            case [_, ..]:
                draft.Ask($"{string.Join(" and ", bare.Select(b => Draft.Quote(b.Text)))}: which is memory, and which are disks?");
                break;
        }
    }

    /// <summary>"two disks (20 GB and 100 GB)": as many sizes as disks, right after them.</summary>
    private List<Facet> ReadDisks(IReadOnlyList<Facet> bare)
    {
        var count = clause.Facets.Find(f => f is { Slot: Slot.Count, Role: "disk" });
        var disks = count is null ? [] : bare.Where(b => b.First > count.First).ToList();
        if (count is null || disks.Count != count.Value.Number) return [.. bare];
        foreach (var disk in disks) AddDisk(disk);
        return [.. bare.Except(disks)];
    }

    /// <summary>"Limit it to 1.5 cores": a part of a core is a share of time, never a number of cores.</summary>
    private decimal? Limit()
    {
        var isLimit = clause.VerbText.ToLowerInvariant() is "limit" or "cap" or "restrict";
        if (One(Slot.CpuLimit)?.Value.Number is { } said)
        {
            // "to 2 cores (cpulimit 2)" says one thing twice.
            if (isLimit) clause.Take(f => f is { Slot: Slot.Cores, Role: "" } && f.Value.Number == said);
            return said;
        }

        if (!isLimit) return null;
        return clause.Take(f => f is { Slot: Slot.Cores, Role: "" } && f.Value.Number != decimal.Truncate(f.Value.Number))?.Value.Number;
    }

    private void AddDisk(Facet disk)
    {
        if (GiB(disk) is not { } size) return;
        if (disk.Has("p"))
        {
            spec.Mounts.Add((size, disk["p"]));
            return;
        }

        if (disk.Has("st")) spec.Storage = disk["st"];
        if (disk.Has("b")) spec.Bus = disk["b"];
        if (disk.Has("n") && disk.Role == "data") for (var more = 1; more < disk.Get("n")?.Number && more < 20; more++) spec.MoreDisks.Add((size, null));
        if (disk.Role == "data" || spec.DiskGiB is { } first && first != size) spec.MoreDisks.Add((size, null));
        else spec.DiskGiB = size;
    }

    private int? Whole(Facet? facet, string unit)
    {
        if (facet is null) return null;
        var number = facet.Value.Number;
        if (number >= 1 && number == decimal.Truncate(number) && number < int.MaxValue) return (int)number;
        draft.Problem($"{Draft.Quote(facet.Text)}: a whole number of {unit} is needed.");
        return null;
    }

    private int? GiB(Facet facet)
    {
        var mib = facet.Get("g") is { } gib ? gib.Number * 1024 : (facet.Get("s") ?? facet.Value).Number;
        if (mib >= 1024 && mib % 1024 == 0) return (int)(mib / 1024);
        draft.Problem($"{Draft.Quote(facet.Text)}: a disk is a whole number of GB.");
        return null;
    }

    private void ReadNetwork()
    {
        ReadCards();
        ReadBridges();
        spec.Bridge ??= One(Slot.Bridge)?.Value.Text;
        spec.Vlan = Whole(One(Slot.Vlan) ?? (clause.Has(Slot.Vlan, "word") && clause.Take(Slot.Vlan, "change") is { } change && clause.Take(Slot.Vlan, "word") is not null ? change with { Captures = new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = change.Get("n") ?? change.Value } } : null), "VLAN");
        spec.Address = clause.Take(Slot.Dhcp) is not null ? "dhcp" : null;
        if (clause.Take(Slot.Ip, "word") is { } word && word.Text.Split(' ').Any(w => Lexicon.Default.IsIn("static", w.ToLowerInvariant()))) spec.IsAddressStatic = true;
        if (One(Slot.Ip) is { } ip) spec.Address = ip["a"];
        spec.Gateway = One(Slot.Gateway)?["a"];
        if (clause.Take(Slot.Gateway, "word") is not null && spec.Gateway is null && spec.Address is { } router && router != "dhcp") (spec.Gateway, spec.Address) = (router, null);
        spec.Address6 = One(Slot.Ip6)?["a"];
        spec.Gateway6 = One(Slot.Gateway6)?["a"];
        spec.Dns = One(Slot.Dns)?.Get("l") is { } servers ? string.Join(' ', servers.Items) : null;
        if (clause.Take(Slot.Dns, "word") is not null && spec.Dns is null && spec.Address is { } server && server != "dhcp") (spec.Dns, spec.Address) = (server, null);
        spec.SearchDomain = One(Slot.SearchDomain)?["x"];
        spec.Mtu = Whole(One(Slot.Mtu), "bytes");
        spec.Mac = One(Slot.Mac)?["x"];
        spec.RateMBs = Rate();
        spec.Firewall = clause.TakeSwitch("firewall");
    }

    /// <summary>"two NICs, vmbr0 and vmbr1": one card on each in turn.</summary>
    private void ReadBridges()
    {
        var bridges = clause.Facets.Where(f => f is { Slot: Slot.Bridge, IsUsed: false }).ToList();
        var count = clause.Facets.Find(f => f is { Slot: Slot.Count, Role: "nic" })?.Value.Number;
        if (bridges.Count < 2 || (count is null ? !clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "nic") : count != bridges.Count)) return;
        foreach (var (index, bridge) in bridges.Index())
        {
            bridge.IsUsed = true;
            if (index == 0) spec.Bridge = bridge.Value.Text;
            else spec.Cards[$"net{index}"] = bridge.Value.Text;
        }

        clause.Take(Slot.Count, "nic");
        clause.TakeObject("nic");
    }

    /// <summary>In MB per second, as Proxmox counts; what is said in bits is asked about.</summary>
    private int? Rate()
    {
        var isSaid = clause.Take(Slot.Rate, "word") is not null;
        if (clause.VerbText.ToLowerInvariant() is "throttle" or "limit" or "cap" && clause.Has(Slot.Rate, "of")) isSaid |= clause.Unknown.Remove("network") || clause.TakeObject("nic") || clause.VerbText.Equals("throttle", StringComparison.OrdinalIgnoreCase);
        if (clause.Take(Slot.Rate, "bits") is { } bits) draft.Problem($"{Draft.Quote(bits.Text)}: the rate of a network card is set in megabytes a second, as in 50 MB/s.");
        return Whole(One(Slot.Rate) ?? (isSaid ? clause.Take(Slot.Rate, "of") : null), "MB/s");
    }

    /// <summary>"net0 on vmbr0 and net1 on vmbr1".</summary>
    private void ReadCards()
    {
        var order = clause.Facets.Where(f => f.Slot is Slot.Card or Slot.Bridge or Slot.Vlan && !f.IsUsed).OrderBy(f => f.First).ToList();
        if (!order.Exists(f => f.Slot == Slot.Card)) return;
        Facet? card = null;
        foreach (var facet in order)
        {
            if (facet.Slot == Slot.Card) card = facet;
            if (card is null) continue;
            if (facet.Has("b")) spec.Cards[card["x"]] = facet["b"];
            else if (facet.Slot == Slot.Bridge && !spec.Cards.ContainsKey(card["x"])) spec.Cards[card["x"]] = facet.Value.Text;
            else if (facet is { Slot: Slot.Vlan, Role: "" } && card["x"] != "net0" && spec.Cards.ContainsKey(card["x"])) spec.CardVlans[card["x"]] = (int)facet.Value.Number;
            else continue;
            (card.IsUsed, facet.IsUsed) = (true, true);
        }

        if (spec.Cards.Count == 0) return;

        spec.Bridge = spec.Cards.GetValueOrDefault("net0");
        spec.Cards.Remove("net0");
        clause.Take(Slot.Count, "nic");
        if (clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "nic")) clause.Take(Slot.Count);
        clause.TakeObject("nic");
    }

    private void ReadQualities()
    {
        spec.StartAtBoot = clause.TakeSwitch("onboot");
        spec.Protected = clause.TakeSwitch("protection");
        spec.Numa = clause.TakeSwitch("numa");
        spec.Agent = clause.TakeSwitch("agent");
        spec.Unprivileged = clause.TakeFlag("unprivileged") ? true : clause.TakeFlag("privileged") ? false : null;
        spec.Nesting = clause.TakeSwitch("nesting");
        spec.KeyControl = clause.TakeSwitch("keyctl");
        spec.Fuse = clause.TakeSwitch("fuse");
        spec.Uefi = clause.TakeFlag("uefi", "efidisk");
        spec.SecureBoot = clause.TakeFlag("nosecureboot") ? false : clause.TakeSwitch("secureboot");
        spec.Uefi |= spec.SecureBoot == true;
        spec.Tpm = clause.TakeFlag("tpm");
        spec.IsNetBooted = clause.HasFlag("netboot");
        clause.TakeFlag("seabios", "iothread");
        spec.Discard = clause.TakeSwitch("discard");
        spec.Ssd = clause.TakeSwitch("ssd");
        var isOrder = clause.Take(Slot.StartOrder, "word") is not null;
        spec.StartDelay = Whole(One(Slot.StartDelay), "seconds");
        if (clause.Take(Slot.StartOrder, "nth") is { } nth) spec.StartOrder = nth["x"][^1] - '0' + 1;
        spec.StartOrder ??= Whole(One(Slot.StartOrder) ?? (isOrder ? clause.Take(Slot.Count) : null), "places");
        if (clause.Take(Slot.Tags, "set") is { } all) spec.AllTags = [.. all.Value.Items];
        clause.Take(Slot.Tags, "word");
        foreach (var tags in clause.TakeAll(Slot.Tags)) spec.Tags.AddRange(tags.Value.Items.Count > 0 ? tags.Value.Items : [tags.Value.Text]);
        spec.Pool = clause.Take(Slot.Pool, "")?["x"];
        spec.Notes = clause.TakeComment();
        spec.Hotplug = ReadHotplug();
    }

    private string? ReadHotplug()
    {
        if (!clause.TakeFlag("hotplug")) return null;
        List<string> kinds = [.. clause.TakeAll(Slot.Content).SelectMany(f => f.Value.Items).Where(c => c == "images").Select(_ => "disk")];
        foreach (var (noun, kind) in new[] { ("disk", "disk"), ("nic", "network") })
        {
            if (clause.TakeObject(noun)) kinds.Add(kind);
        }

        foreach (var (word, kind) in new[] { ("usb", "usb"), ("memory", "memory"), ("cpu", "cpu"), ("network", "network") })
        {
            if (clause.Unknown.Remove(word)) kinds.Add(kind);
        }

        return kinds.Count == 0 ? "1" : string.Join(',', kinds);
    }

    /// <summary>A password is not taken over: plans are read by everybody and kept for good.</summary>
    private void ReadCloudInit()
    {
        spec.User = clause.Take(Slot.User)?["x"];
        spec.SshKeys = clause.Take(f => f is { Slot: Slot.SshKey, Role: "" })?["k"];
        while (clause.Take(Slot.SshKey, "login") is not null)
        {
        }

        clause.TakeFlag("cloudinit");
        if (clause.Take(Slot.Password) is not null) draft.RefusePassword("Give an SSH key instead, or set the password in Proxmox yourself.");
    }
}
