using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"Give VM 100 8 cores", "rename test-vm to lab", "plex has 2 cores and is running".</summary>
internal sealed class ConfigureFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Has(Slot.Guests) || clause.Is("set", "rename", "enable", "disable", "protect", "add", "use", "move", "put");

    public void Plan(Clause clause, Draft draft) => Apply(clause, draft);

    /// <summary>Reads what is said of guests and makes it so.</summary>
    public static void Apply(Clause clause, Draft draft)
    {
        if (IsVague(clause, draft) || IsTakenAway(clause, draft) || IsOfCopy(clause, draft)) return;
        Lookup.GoOn(clause, draft);
        var grown = TakeGrown(clause);
        if (clause.HasFlag("stopped") && clause.HasFlag("running"))
        {
            clause.TakeFlag("stopped", "running");
            clause.Verb = "reboot";
            new PowerFrame().Plan(clause, draft);
            return;
        }

        ReadVlan(clause);
        ReadAddress(clause);
        if (clause.Is("disable")) Turn(clause);
        if (clause.Is("protect") && !clause.HasFlag("protection")) clause.Facets.Add(Flag("protection", ""));
        var state = State(clause);
        var relative = RelativeSizes.Take(clause);
        if (clause.Is("rename") && clause.Has(Slot.Tags)) return;
        var name = NewName(clause);
        var addresses = clause.Facets.Exists(f => f.Slot == Slot.Increment || (f.Slot == Slot.Ip && f.Role.Length > 0)) ? AddressPlan.Take(clause, draft) : [];
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        var spec = SpecReader.Read(clause, draft);
        spec.NewName = name;
        if (name is not null && targets.Count != 1) draft.Problem($"{name} is a name for one guest, not for {targets.Count}.");
        clause.TakeFlag("same", "atonce", "online");
        if (clause.Take(f => f is { Slot: Slot.Flag, Role: "" } && f["f"] == "restart" && !f.Text.Contains("mode", StringComparison.OrdinalIgnoreCase)) is { } leave) draft.Assume($"{Draft.Quote(leave.Text)}: none is planned; ask for a restart where one is wanted.");
        if (state is not null || PowerCondition.Of(clause) is null) clause.TakeFlag("unlessso");
        clause.TakeObject("disk", "storage", "cluster");
        foreach (var facet in grown) Grow(facet, clause, targets, draft);
        foreach (var (index, target) in targets.Index())
        {
            var own = spec.Copy();
            if (index < addresses.Count) own.Address = addresses[index];
            Apply(target, own, relative, state, draft);
        }

        var isSaid = addresses.Count > 0 || state is not null || grown.Count > 0 || relative.IsSaid || clause.Has(Slot.Purpose) || !IsEmpty(spec);
        if (!isSaid && clause.Verb.Length > 0 && !draft.IsStuck) AskWhat(clause, targets, draft);
    }

    private static bool IsEmpty(Spec spec) =>
        spec.GetType().GetProperties().All(p => p.GetValue(spec) is null or System.Collections.ICollection { Count: 0 } || (p.PropertyType == typeof(bool) && p.GetValue(spec) is false));

    private static void AskWhat(Clause clause, IReadOnlyList<Target> targets, Draft draft)
    {
        var names = string.Join(", ", targets.Select(t => t.Name));
        var said = Draft.Quote(clause.VerbText.Length > 0 ? clause.VerbText : clause.Facets[0].Text);
        draft.Ask(clause.Is("be", "have") ? $"What is to be changed of {names}?" : $"{said}: what is to be changed of {names}?");
    }

    /// <summary>"change the VLAN of web-1 to 50".</summary>
    private static void ReadVlan(Clause clause)
    {
        if (!clause.Has(Slot.Vlan, "word")
            || clause.Has(Slot.Vlan, "")
            || clause.Has(Slot.Vlan, "change")
            || clause.Take(f => f.Slot == Slot.Count && f.Text.StartsWith("to ", StringComparison.OrdinalIgnoreCase)) is not { } number)
        {
            return;
        }

        clause.Take(Slot.Vlan, "word");
        clause.Facets.Add(number with { Slot = Slot.Vlan, Role = "", IsUsed = false });
    }

    /// <summary>"change the IP of pihole from 192.168.1.53 to 192.168.1.54": no range of addresses.</summary>
    private static void ReadAddress(Clause clause)
    {
        if (!clause.Is("set", "move")
            || clause.Facets.FindIndex(f => f is { Slot: Slot.Ip, Role: "range", IsUsed: false } && f.Has("b") && (f.Text.Contains("from ", StringComparison.OrdinalIgnoreCase) || clause.Facets.Where(g => g.Guests is not null).ToList() is [{ Guests: { IsAll: false, Mentions.Count: 1 } }])) is not (>= 0 and var index))
        {
            return;
        }

        var range = clause.Facets[index];
        clause.Facets[index] = range with { Role = "", Captures = new Dictionary<string, Said>(StringComparer.Ordinal) { ["a"] = range.Get("b") ?? range.Value } };
    }

    /// <summary>"pihole should no longer be protected": never read as what it is to be.</summary>
    private static bool IsTakenAway(Clause clause, Draft draft)
    {
        if (!clause.Is("lose") || !clause.Facets.Exists(f => !f.IsUsed && f.Guests is null)) return false;
        draft.Ask($"{Draft.Quote(clause.VerbText)}: what is to be so instead? Say it as in “turn its protection off”.");
        return true;
    }

    /// <summary>"rename a copy of web-1": not web-1 itself.</summary>
    private static bool IsOfCopy(Clause clause, Draft draft)
    {
        if (!clause.Is("rename") || !clause.HasObject("clone", "snapshot", "backup", "disk")) return false;
        draft.Ask($"{Draft.Quote(clause.VerbText)}: the guest itself, or something made of it?");
        return true;
    }

    private static bool IsVague(Clause clause, Draft draft)
    {
        if (!clause.Has(Slot.Cores, "vague") && !clause.Has(Slot.Memory, "vague") && !clause.Has(Slot.Vlan, "vague")) return false;
        draft.Ask($"{Draft.Quote(clause.Facets.First(f => f.Role == "vague").Text)}: how much, or which?");
        return true;
    }

    /// <summary>"disk +20G": by how much a disk grows, beside other things.</summary>
    private static List<Facet> TakeGrown(Clause clause)
    {
        var grown = clause.Facets.Where(f => f is { Slot: Slot.Disk or Slot.Size, IsUsed: false } && f.Text.Contains('+', StringComparison.Ordinal)).ToList();
        clause.Facets.RemoveAll(grown.Contains);
        return grown;
    }

    private static void Grow(Facet grown, Clause clause, IReadOnlyList<Target> targets, Draft draft)
    {
        if (grown.Slot == Slot.Size)
        {
            draft.Ask($"{Draft.Quote(grown.Text)}: of memory or of disk?", "memory", "disk");
            return;
        }

        var part = new Clause(clause.Sentence) { Verb = "resize", VerbText = "grow" };
        part.Facets.Add(grown);
        draft.Last = targets;
        new Disks.ResizeFrame().Plan(part, draft);
    }

    private static Facet Flag(string name, string role) => new(Slot.Flag, role, new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new(name) }, 0, 0, name);

    /// <summary>"disable start at boot": the quality is taken away.</summary>
    private static void Turn(Clause clause)
    {
        foreach (var (index, facet) in clause.Facets.Index().Where(f => f.Item is { Slot: Slot.Flag, Role: "" }).ToList()) clause.Facets[index] = facet with { Role = "off" };
    }

    private static string? NewName(Clause clause)
    {
        var isName = clause.Unknown.Exists(w => w is "name" or "hostname");
        if (clause.Has(Slot.Place)) clause.Unknown = [.. clause.Unknown.Where(w => w is not ("name" or "hostname"))];
        if (!clause.Is("rename")
            && !(clause.Is("set") && (clause.Has(Slot.Names) || (clause.Has(Slot.Place) && isName)) && !clause.HasObject("snapshot", "backup", "disk", "nic", "clone")))
        {
            return null;
        }

        return (clause.Take(Slot.Names) ?? clause.Take(Slot.Place) ?? clause.Take(Slot.QuotedText) ?? clause.Take(Slot.SnapName))?.Value.Text;
    }

    private static GuestPower? State(Clause clause)
    {
        if (clause.TakeFlag("running")) return GuestPower.Running;
        return clause.TakeFlag("stopped", "nostart") ? GuestPower.Stopped : null;
    }

    private static void Apply(Target target, Spec spec, RelativeSizes relative, GuestPower? state, Draft draft)
    {
        if (target.Made is { } made)
        {
            if (made.Spec.Conflict(spec) is { } conflict) draft.Problem($"The text says two things of {made.Name}: {conflict}. They contradict each other.");
            made.Spec.Complete(spec);
            made.Spec.Tags.AddRange(spec.Tags);
            if (state == GuestPower.Running) made.IsStarted = true;
            if (state == GuestPower.Stopped) made.MayStart = false;
            return;
        }

        if (target.Existing is not { } guest) return;
        relative.Apply(spec, guest, draft);
        new GuestChange(target, guest, draft).Apply(spec);
        if (state == GuestPower.Running) PowerFrame.TurnOn(target, draft.PowerOf(target), draft);
        else if (state == GuestPower.Stopped) PowerFrame.TurnOff("shutdown", target, draft.PowerOf(target), draft);
    }
}
