using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Makes guests of one clause: who they are called, how many, from what, and where.</summary>
/// <param name="isGrouped">Whether it is one of several groups, which are started together.</param>
internal sealed partial class GuestMaker(Clause clause, Draft draft, int most, bool isGrouped = false)
{
    private static readonly string[] FromWords = ["from", "of", "off", "using", "on", "on:", "like"];

    private readonly List<string> names = [];
    private readonly List<int> ids = [];
    private readonly List<Target> alreadyThere = [];
    private bool isNamed;
    private string? stem;
    private Guest? source;
    private GuestKind? kind;

    public void Make(string? snapshot)
    {
        var isAtLeast = clause.TakeFlag("atleast");
        var groups = KindGroups() ?? (NameGroups.Split(clause) is { Count: > 1 } named ? named : Spreading.Split(clause, draft));
        if (groups.Count > 1)
        {
            MakeGroups(groups, snapshot);
            return;
        }

        ReadSource();
        var pool = MadePool();
        ReadNames();
        if (draft.IsStuck) return;
        var system = System();
        var count = Count();
        var addresses = AddressPlan.Take(clause, draft);
        var node = Node();
        var cluster = ClusterPlan.Take(clause, ref count);
        if (spread.Count > 0) count ??= names.Count + alreadyThere.Count > 0 ? null : spread.Count;
        TakeNouns();
        var spec = SpecReader.Read(clause, draft);
        spec.System = system;
        spec.Pool ??= pool;
        if (cluster is not null && system is null && source is null && kind != GuestKind.Ct && !clause.HasAny(Slot.IsoWord, Slot.Iso, Slot.TemplateWord)) system = ClusterPlan.UsualSystem(draft);
        kind ??= spec.Unprivileged is not null || spec.Nesting is not null ? GuestKind.Ct : GuestKind.Vm;
        AddAlike(spec, node);
        if (isAtLeast && count < alreadyThere.Count) count = alreadyThere.Count;
        if (count is null && isNamed && names.Count + alreadyThere.Count > 1 && IsSingular) count = 1;
        if (isGrouped) count = names.Count + alreadyThere.Count;
        count ??= names.Count + alreadyThere.Count > 0 ? names.Count + alreadyThere.Count : ids.Count > 1 ? ids.Count : addresses.Count > 1 ? addresses.Count : null;
        if (count is null && IsPlural)
        {
            draft.Ask($"How many {(kind == GuestKind.Ct ? "containers" : "VMs")} are to be made?");
            return;
        }

        Make(count ?? 1, spec, system, node, snapshot, addresses, cluster);
    }

    private bool IsSingular => clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] is "vm" or "ct" or "server") && !IsPlural;

    private bool IsPlural => clause.Facets.Exists(f => f.Slot == Slot.Object && Lexicon.Default.IsIn("kindplural", f.Text.ToLowerInvariant()));

    private void Make(int count, Spec spec, string? system, string? node, string? snapshot, IReadOnlyList<string> addresses, ClusterPlan? cluster)
    {
        NumberOneName(count);
        if (!CheckCount(count)) return;
        if (count > 1 && addresses.Count < count && spec.Address is { } address && address != "dhcp") draft.Problem($"{address} can be the address of one guest only, not of {count}.");
        var isStarted = !clause.TakeFlag("nostart", "stopped") && (clause.TakeFlag("running") || cluster is not null);
        var mayStart = isStarted || !clause.Facets.Exists(f => f is { Slot: Slot.Flag } && f["f"] == "nostart");
        if (alreadyThere.Count == count && CompleteAll(spec, isStarted)) return;
        var origin = new OriginChoice(clause, draft, kind ?? GuestKind.Vm, source, system, spec, spread.Count > 0 ? spread[0] : node);
        if (!IsEvenly(count) || origin.Find() is not { } first) return;
        var isLinked = clause.TakeFlag("linked");
        List<Target> made = [.. alreadyThere];
        while (made.Count < count && !draft.IsStuck)
        {
            var index = made.Count - alreadyThere.Count;
            var own = index == 0 ? spec : spec.Copy();
            if (index < addresses.Count) own.Address = addresses[index];
            if ((spread.Count == 0 || index == 0 ? first : origin.FindOn(spread[index % spread.Count])) is not { } from) return;
            var guest = new GuestDraft(index < names.Count ? names[index] : FreeName(system, cluster, index), from.Kind, own)
            {
                Vmid = index < ids.Count ? ids[index] : null,
                Node = from.Node,
                Source = from.Source,
                Volume = from.Volume,
                Drivers = from.Drivers,
                Snapshot = snapshot,
                IsLinked = isLinked,
                IsStarted = isStarted,
                MayStart = mayStart,
            };
            draft.Made.Add(guest);
            draft.DoLater(() => new GuestSteps(guest, draft).Write());
            made.Add(new(null, guest));
        }

        foreach (var target in alreadyThere) Complete(target, spec, isStarted);
        if (!isGrouped) draft.DoLater(() => made.Select(t => t.Made).OfType<GuestDraft>().SelectMany(g => new GuestSteps(g, draft).Start()));
        draft.Last = made;
        cluster?.Plan(made, draft);
    }

    /// <summary>"Two containers named app" are app-1 and app-2.</summary>
    private void NumberOneName(int count)
    {
        if (stem is { } start && names.Count == 0 && count <= most) AddName(Enumerable.Range(1, count).Select(n => $"{start.TrimEnd('-')}-{n}"));
        if (count < 2 || count > most || alreadyThere.Count > 0 || names is not [var name] || char.IsAsciiDigit(name[^1])) return;
        names.Clear();
        AddName(Enumerable.Range(1, count).Select(n => $"{name}-{n}"));
        draft.Assume($"{Draft.Quote(name)} is the name of {count} guests, which are numbered: {name}-1 to {name}-{count}.");
    }

    private bool CheckCount(int count)
    {
        if (count > most) draft.Problem($"At most {most} guests are made by one plan, not {count}.");
        else if (count < 1) draft.Problem($"“{count}” guests cannot be made.");
        else if (ids.Count > count) draft.Problem($"{count} guests, but {ids.Count} numbers: {string.Join(", ", ids)}.");
        else if (names.Count + alreadyThere.Count > count || (names.Count > 0 && names.Count + alreadyThere.Count < count))
            draft.Problem($"{count} guests, but {names.Count + alreadyThere.Count} names: {string.Join(", ", names.Concat(alreadyThere.Select(t => t.Name)))}.");
        else return true;
        return false;
    }

    /// <summary>"clone VM 100", "from the docker-base template", "out of debian12-ct-base".</summary>
    private void ReadSource()
    {
        if (clause.Take(Slot.Source) is { } said)
        {
            var number = (int)said.Value.Number;
            source = draft.Cluster.FindGuest(number);
            if (source is null) draft.Problem($"There is no template {number}.");
        }

        foreach (var facet in clause.Facets.Where(f => f.Guests is { IsAll: false, Pronoun: null, Mentions.Count: 1 } && !f.IsUsed).ToList())
        {
            var mention = facet.Guests?.Mentions[0] ?? new("", null, null);
            var isExisting = mention.Id is { } id ? draft.Cluster.FindGuest(id) is not null : draft.Cluster.GuestsNamed(mention.Text).Count > 0;
            if (source is not null
                || !(FromWords.Contains(facet.Lead) || (clause.Verb == "clone" && isExisting) || (isExisting && draft.Cluster.GuestsNamed(mention.Text) is [{ IsTemplate: true }])))
            {
                continue;
            }

            facet.IsUsed = true;
            if (!isExisting && draft.Made.Find(m => Cluster.Same(m.Name, mention.Text)) is not null) draft.Problem($"{mention.Text} is made by the text itself: it is cloned in a plan of its own.");
            else if (Lookup.One(mention, draft) is { Existing: { } guest }) source = guest;
        }

        if (clause.Verb == "clone" && source is null && draft.Last is [{ Existing: { } before }] && clause.Take(f => f is { Guests.Pronoun: "one" }) is not null) source = before;
        if (clause.Verb == "clone" && source is null && !clause.Has(Slot.System) && !draft.IsStuck) draft.Ask("Which guest is to be cloned?", draft.Cluster.Inventory.Guests.Where(g => g.IsTemplate).Select(g => g.Name));
        kind = source?.Kind;
    }

    /// <summary>"… in it": in the pool that the text made just before.</summary>
    private string? MadePool()
    {
        if (source is null && draft.Last is [{ Existing: { } last }] && clause.Take(f => f is { Guests.Pronoun: "one", Lead: "from" or "of" }) is not null) (source, kind) = (last, last.Kind);
        if (clause.Facets.Find(f => f is { IsUsed: false, Guests.Pronoun: "one", Lead: "for" or "of" or "on" or "with" or "like" or "from" }) is { } astray) draft.Ask($"{Draft.Quote($"{astray.Lead} {astray.Text}")}: which guest is meant?");
        if (clause.Take(f => f is { Lead: "in" or "into" or "inside" or "to", Guests.Pronoun: not null }) is not { } back) return null;
        if (draft.MadeNames.LastOrDefault() is { What: "pool", Name: { } pool }) return pool;
        draft.Ask($"{Draft.Quote($"{back.Lead} {back.Text}")}: in what?");
        return null;
    }

    private void ReadNames()
    {
        isNamed = clause.Facets.Exists(f => f is { Slot: Slot.Names, Role: "" } && !f.IsUsed);
        if (clause.Verb == "clone" && clause.Take(f => f.Slot == Slot.Place && f.Text.StartsWith("as ", StringComparison.OrdinalIgnoreCase)) is { } first) AddName([first.Value.Text]);
        if (clause.Verb == "clone" && clause.Take(f => f.Slot == Slot.Count && (f.Text.StartsWith("to ", StringComparison.OrdinalIgnoreCase) || f.Lead == "as")) is { } number) ids.Add((int)number.Value.Number);
        while (clause.Take(Slot.Names, "prefix") is { } prefix) stem = prefix.Value.Text;
        foreach (var facet in clause.TakeAll(Slot.Names)) AddName(facet.Value.Items.Count > 0 ? facet.Value.Items : [facet.Value.Text]);
        foreach (var facet in clause.TakeAll(Slot.Pattern)) AddName(facet.Value.Items);
        foreach (var phrase in clause.TakeAll(Slot.Guests).Select(f => f.Guests).OfType<GuestPhrase>().Where(p => p.Pronoun is null))
        {
            if (phrase is { IsAll: true, Power: null } && !phrase.Text.StartsWith("all", StringComparison.OrdinalIgnoreCase) && !phrase.Text.StartsWith("every", StringComparison.OrdinalIgnoreCase)) kind ??= phrase.Kind;
            else if (phrase.IsAll) draft.Problem($"{Draft.Quote(phrase.Text)} cannot be made: it means guests that exist.");
            foreach (var mention in phrase.Mentions) AddMention(mention);
            TakeOver(phrase);
        }

        if (names.Count + alreadyThere.Count == 0 && clause.Take(f => f.Slot is Slot.QuotedText or Slot.Command && HostName().IsMatch(f.Value.Text)) is { } quoted) AddName([quoted.Value.Text]);
        if (clause.Subject is { } word && names.Count + alreadyThere.Count == 0) (clause.Subject, _) = (null, AddName([word]));
        if (clause.Verb == "clone" && names.Count == 0 && clause.Take(Slot.Place) is { } place) AddName([place.Value.Text]);
        foreach (var facet in clause.TakeAll(Slot.NewId)) AddIds(facet);
        foreach (var id in ids.Where(i => i is < Vmid.Least or > Vmid.Most)) draft.Problem($"{id} is no number of a guest: {Vmid.Least} to {Vmid.Most} are.");
        foreach (var id in ids.Where(i => draft.Cluster.FindGuest(i) is not null || draft.Made.Exists(m => m.Vmid == i))) draft.Problem($"The number {id} is in use: {draft.Cluster.FindGuest(id)?.Name ?? "by the plan itself"}.");
        if (ids.Count != ids.Distinct().Count() || names.Count != names.Distinct(StringComparer.OrdinalIgnoreCase).Count()) draft.Problem("A name or number stands twice.");
    }

    private bool AddName(IEnumerable<string> more)
    {
        foreach (var name in more)
        {
            if (!Placing.IsTaken(draft, name)) names.Add(name);
            else if (IsDesired && draft.Cluster.GuestsNamed(name) is [var guest]) AddThere(guest);
            else draft.Problem($"A guest named {name} exists already{(draft.Cluster.GuestsNamed(name) is [var twin, ..] ? $": {twin.Kind.Noun()} {twin.Vmid} on {twin.Node}" : "")}.");
        }

        return true;
    }

    private void AddMention(GuestMention mention)
    {
        kind ??= mention.Kind;
        if (mention.Id is not { } id) AddName([mention.Text]);
        else if (IsDesired && draft.Cluster.FindGuest(id) is { } guest) AddThere(guest);
        else ids.Add(id);
    }

    private void AddIds(Facet facet)
    {
        var first = (int)facet.Value.Number;
        if (facet.Get("r")?.Text.Split('-', '–') is [var from, var to]) ids.AddRange(Enumerable.Range(int.Parse(from), Math.Clamp(int.Parse(to) - int.Parse(from) + 1, 0, most)));
        else if (facet.Role == "range" && facet.Get("m") is { } last) ids.AddRange(Enumerable.Range((int)(facet.Get("n")?.Number ?? 0), Math.Clamp((int)(last.Number - (facet.Get("n")?.Number ?? 0)) + 1, 0, most)));
        else if (facet.Get("l") is { } list) ids.AddRange(list.Items.Select(int.Parse));
        else if (facet.Role == "start") ids.AddRange(Enumerable.Range((int)(facet.Get("n")?.Number ?? first), Math.Max(1, Math.Max(names.Count, (int)(clause.Facets.Find(f => f.Slot == Slot.Count)?.Value.Number ?? 1)))));
        else ids.Add((int)(facet.Get("n")?.Number ?? first));
    }

    private string? System()
    {
        var systems = clause.TakeAll(Slot.System).Select(f => f.Has("v") ? $"{f["x"]} {f["v"]}" : f["x"]).Distinct(StringComparer.Ordinal).ToList();
        if (systems.Count == 2 && (systems[0].StartsWith(systems[1], StringComparison.Ordinal) || systems[1].StartsWith(systems[0], StringComparison.Ordinal))) return systems.MaxBy(s => s.Length);
        if (systems.Count > 1) draft.Problem($"{string.Join(" and ", systems.Select(Draft.Quote))} contradict each other.");
        return systems.FirstOrDefault();
    }

    private int? Count()
    {
        clause.Take(Slot.Count, "disk");
        if (clause.Take(f => f.Slot == Slot.Keep && (f.Text.EndsWith("copies", StringComparison.OrdinalIgnoreCase) || f.Text.EndsWith("versions", StringComparison.OrdinalIgnoreCase)))?.Get("n") is { } copies) return (int)copies.Number;
        var said = TakeCounts();
        if (said.Find(f => f.Lead is "with" or "a" or "an" && clause.Facets.Exists(o => o.Slot == Slot.Object && o.First == f.End && o["o"] == "disk")) is { } size) draft.Ask($"{Draft.Quote(size.Text)}: how large is the disk to be, as in 5 GB?");
        if (said.Count > 1) said.RemoveAll(f => f.Value.Number == 1 && !f.Text.Contains('1', StringComparison.Ordinal));
        var counts = said.Select(f => f.Value.Number).Distinct().ToList();
        if (counts.Count > 1 || (counts.Count == 1 && counts[0] != decimal.Truncate(counts[0]))) draft.Problem($"{string.Join(" and ", counts.Select(c => $"“{c}”"))}: of what?");
        return counts.Count == 0 ? null : (int)Math.Clamp(counts[0], 0, 1_000_000);
    }

    /// <summary>All numbers but that of network cards.</summary>
    private List<Facet> TakeCounts()
    {
        List<Facet> counts = [];
        while (clause.Take(f => f is { Slot: Slot.Count, Role: not "nic" }) is { } count) counts.Add(count);
        return counts;
    }

    private void TakeNouns()
    {
        var (saysCt, saysVm) = (clause.TakeObject("ct"), clause.TakeObject("vm"));
        if (saysCt && saysVm && source is null) draft.Ask("Which of them are VMs, and which are containers? Say each in a sentence of its own.");
        kind ??= saysCt ? GuestKind.Ct : saysVm ? GuestKind.Vm : null;
        clause.TakeObject("server", "clone", "template", "image", "iso", "disk", "nic");
        clause.TakeFlag("full", "drivers");
        foreach (var said in clause.TakeAll(Slot.Software).Select(f => f.Text).Concat(TakeServed())) draft.Assume($"{Draft.Quote(said)} is taken as what the guest is for: the plan does not install it unless the text says so.");
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial System.Text.RegularExpressions.Regex HostName();

    private string FreeName(string? system, ClusterPlan? cluster, int index)
    {
        if (cluster?.NameOf(index) is { } role) return Placing.FreeName(draft, role, isNumbered: false);
        var usual = source is { } from ? Placing.FreeName(draft, $"{from.Name}-copy", isNumbered: false) : system?.Split(' ')[0] ?? (kind == GuestKind.Ct ? "container" : "vm");
        var name = source is null ? Placing.FreeName(draft, usual, isNumbered: true) : usual;
        draft.Assume($"No name is said: {name}.");
        return name;
    }
}
