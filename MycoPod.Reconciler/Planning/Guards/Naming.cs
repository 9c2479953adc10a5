using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Whether words mean a guest or another thing: by name or number, by a range of names, or by a selector that narrows.</summary>
internal sealed partial class Naming(InventorySnapshot? inventory)
{
    /// <summary>Words of every sentence. A guest that carries one as its name, by chance or on purpose, is meant only in quotes or by its number.</summary>
    private static readonly HashSet<string> Ordinary = Set(
        "a all an and any at be by container containers ct cts delete destroy each every everything for from guest guests has have i in is it its lxc machine machines me my named of off old on or our please " +
        "pool remove running so some stopped storage tag tagged tags test that the their them then there these this those to unused up vm vms was we what which with you not now new node nodes disk disks snapshot snapshots backup backups called template templates");

    /// <summary>After a guest's name they mean what is in it.</summary>
    private static readonly HashSet<string> Belongings = Set("data database databases db cache caches log logs file files folder folders directory config configuration service services process account accounts user users library volume volumes database-dump dumps snapshot snapshots backup backups");

    /// <summary>Verbs that take something out of something, as often as they end it.</summary>
    private static readonly HashSet<string> Removing = Set("remove removes removed removing drop discard clear strip withdraw take away kick throw");

    /// <summary>What a guest can leave and go on.</summary>
    private static readonly HashSet<string> Leavable = Set("pool pools ha availability backup backups job jobs group groups replication tag tags firewall vlan");
    private static readonly HashSet<string> Quantifiers = Set("all every each any everything everybody whole entire both those rest remaining others");
    private static readonly HashSet<string> Containers = Set("container containers ct cts lxc lxcs");
    private static readonly HashSet<string> Machines = Set("vm vms machine machines");
    private static readonly HashSet<string> Introducing = Set("container ct lxc vm machine guest named called");
    private static readonly HashSet<string> Kinds = Set("a the of on in for user group role token storage pool zone vnet subnet bridge bond vlan interface file job backup replication ha rule firewall snapshot disk what removes and its permissions");
    private static readonly HashSet<string> Places = Set("tag tags tagged label labelled labeled pool pools storage node nodes");

    /// <summary>Whether the words name the guest, or select it by something that narrows.</summary>
    public bool Means(TextPart part, GuestReference guest) => part.Act != PartAct.Spare && (Names(part, guest) || Selects(part, guest) || (Before(guest) is { } before && Names(part, before)));

    /// <summary>As <see cref="Means"/>, and "home assistant" for homeassistant or "nextclouds" for nextcloud, or "the k8s workers" for k8s-worker-1 as well: too loose for what is lost for good.</summary>
    public bool MeansLoosely(TextPart part, GuestReference guest) =>
        part.Act != PartAct.Spare
        && (Means(part, guest) || IsInTwoWords(part, guest) || part.HasWord($"{guest.Name}s") || IsOfRole(part, guest) || IsOfTag(part, guest));

    /// <summary>Whether the words name or select any guest that there is.</summary>
    public bool NamesAny(TextPart part) => inventory?.Guests.Any(g => Names(part, GuestReference.To(g)) || Selects(part, GuestReference.To(g))) == true;

    /// <summary>Whether the words are about all guests, or all of the guest's kind.</summary>
    public static bool MeansAny(TextPart part, GuestReference guest) =>
        part.Act != PartAct.Spare && part.Words.Any(w => Quantifiers.Contains(w) || w is "guests" or "containers" or "cts" or "lxcs" or "vms" or "machines" or "only" or "other") && IsOfKind(part, guest);

    /// <summary>Whether a text excepts the guest, as in "except pihole".</summary>
    public bool IsSpared(DeclarationText text, GuestReference guest) => text.Parts.Any(part => part.Act == PartAct.Spare && (Names(part, guest) || Selects(part, guest) || IsInTwoWords(part, guest)));

    /// <summary>Whether the words name something that is no guest.</summary>
    /// <param name="subject">As a step says it, as in <c>storage backups</c>: words for what it is, and its name. A file is also meant by two parts of its name, or by the guest whose number it carries.</param>
    public bool MeansThing(TextPart part, string subject)
    {
        var names = subject.ToLowerInvariant().Split([' ', ',', '\''], StringSplitOptions.RemoveEmptyEntries).Where(w => !Kinds.Contains(w) && !IsNode(w)).ToList();
        if (names.Count == 0) return part.HasWord("network") || part.Words.Any(IsNode);
        if (names.Any(n => part.HasWord(n) || part.HasWord(n.Split('/', ':')[^1]))) return true;
        var pieces = names.SelectMany(n => n.Split(['/', ':', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToList();
        var words = part.Words.SelectMany(w => w.Split(['/', ':', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        foreach (var release in part.Words.Index().Where(w => w.Item == "windows").Select(w => part.Words.ElementAtOrDefault(w.Index + 1)).OfType<string>()) words.Add($"win{release}");
        return pieces.Count(words.Contains) > 1
            || (names.Exists(n => n.Contains("vzdump-", StringComparison.Ordinal)) && inventory?.Guests.Any(g => pieces.Contains(g.Vmid.ToString()) && Names(part, GuestReference.To(g))) == true);
    }

    /// <summary>The guest as it was before a step gave it another name.</summary>
    private GuestReference? Before(GuestReference guest) => inventory?.Guests.FirstOrDefault(g => g.Vmid == guest.Vmid) is { } known && known.Name != guest.Name ? GuestReference.To(known) : null;

    private static bool Names(TextPart part, GuestReference guest)
    {
        var name = guest.Name.ToLowerInvariant();
        foreach (var (index, word) in part.Words.Index())
        {
            var isName = part.Quoted.Contains(word) || !(Ordinary.Contains(name) || IsNumber(name)) || (index > 0 && Introducing.Contains(part.Words[index - 1]));
            if (word == name && isName && !IsPlace(part, index)) return true;
            if (guest.Vmid is { } vmid && word == vmid.ToString() && !IsUnit(part.Words.ElementAtOrDefault(index + 1)) && !IsPlace(part, index)) return true;
        }

        return InRange(part, name);
    }

    private static bool IsInTwoWords(TextPart part, GuestReference guest) =>
        part.Words.Zip(part.Words.Skip(1)).Any(two => two is { First.Length: > 1, Second.Length: > 1 } && $"{two.First}{two.Second}" == guest.Name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));

    private static bool IsOfRole(TextPart part, GuestReference guest) =>
        guest.Name.ToLowerInvariant().Split('-') is [var first, var second, _, ..] && part.Words.Zip(part.Words.Skip(1)).Any(two => two.First == first && (two.Second == second || two.Second == $"{second}s"));

    /// <summary>"the web servers": those with that tag; "the docker VM": the only one with it.</summary>
    private bool IsOfTag(TextPart part, GuestReference reference) =>
        inventory?.Guests.FirstOrDefault(g => g.Vmid == reference.Vmid) is { } guest
        && part.Words.Zip(part.Words.Skip(1)).Any(two => guest.Tags.Contains(two.First, StringComparer.OrdinalIgnoreCase) && (two.Second is "servers" or "machines" or "boxes" or "instances" || (IsOne(two.Second, guest) && inventory.Guests.Count(g => g.Tags.Contains(two.First, StringComparer.OrdinalIgnoreCase)) == 1)));

    private static bool IsOne(string noun, Guest guest) =>
        noun is "server" or "machine" or "box" or "instance" or "guest" || (guest.Kind == GuestKind.Vm ? noun == "vm" : noun is "container" or "ct" or "lxc");

    /// <summary>A name that is only digits is a number of something.</summary>
    private static bool IsNumber(string name) => name.All(char.IsAsciiDigit);

    private static bool IsPlace(TextPart part, int index) =>
        index > 0
        && Places.Contains(part.Words[index - 1])
        && !(index == 1 && part.Words[0] is "tag" or "label")
        && !part.Quoted.Contains(part.Words[index - 1]);

    private static bool IsUnit(string? word) => word is "gb" or "gib" or "mb" or "mib" or "tb" or "g" or "m" or "cores" or "core" or "percent" or "minutes" or "hours" or "days" or "seconds" or "weeks" or "guests" or "vms" or "containers";

    /// <summary>As in k8s-1 to k8s-3.</summary>
    private static bool InRange(TextPart part, string name)
    {
        if (Numbered().Match(name) is not { Success: true } numbered) return false;
        var (stem, number) = (numbered.Groups["stem"].Value, int.Parse(numbered.Groups["number"].Value));
        for (var i = 0; i + 2 < part.Words.Count; i++)
        {
            if (part.Words[i + 1] is not ("to" or "through" or "until" or "thru")) continue;
            if (Numbered().Match(part.Words[i]) is not { Success: true } first || first.Groups["stem"].Value != stem || stem.Length == 0) continue;
            if (Numbered().Match(part.Words[i + 2]) is not { Success: true } last || last.Groups["stem"].Value is var end && end != stem && end.Length > 0) continue;
            if (number >= int.Parse(first.Groups["number"].Value) && number <= int.Parse(last.Groups["number"].Value)) return true;
        }

        return false;
    }

    /// <summary>Every selector in the words has to hold, and at least one has to narrow: "all my VMs" selects nothing.</summary>
    private bool Selects(TextPart part, GuestReference reference)
    {
        if (inventory?.Guests.FirstOrDefault(g => g.Vmid == reference.Vmid) is not { } guest
            || !part.Words.Any(w => Quantifiers.Contains(w) || Containers.Contains(w) || Machines.Contains(w) || w is "guests"))
        {
            return false;
        }

        var selectors = SelectorsIn(part, guest).ToList();
        return selectors.Count > 0 && selectors.TrueForAll(holds => holds) && IsOfKind(part, reference);
    }

    private IEnumerable<bool> SelectorsIn(TextPart part, Guest guest)
    {
        var tags = Guest.TagsIn(guest.Settings.GetValueOrDefault("tags")?.ToLowerInvariant());
        foreach (var (index, word) in part.Words.Index())
        {
            var next = part.Words.ElementAtOrDefault(index + 1) ?? "";
            var previous = index > 0 ? part.Words[index - 1] : "";
            if (word is "tagged" or "labelled" or "labeled" || (word is "tag" or "label" && next.Length > 0)) yield return tags.Contains(next is "with" or "as" ? part.Words.ElementAtOrDefault(index + 2) ?? "" : next);
            if (word == "pool") yield return guest.Pool?.ToLowerInvariant() is { } pool && (pool == next || pool == previous);
            if (IsNode(word)) yield return string.Equals(guest.Node.Value, word, StringComparison.OrdinalIgnoreCase);
            if (word is "stopped" or "powered-off" || (word == "off" && previous is "powered" or "switched" or "turned" or "are" or "is")) yield return guest.Power == GuestPower.Stopped;
            if (word == "running") yield return guest.Power == GuestPower.Running;
            if (word.Contains('*', StringComparison.Ordinal) && word.Trim('*').Length > 0) yield return Matches(word, guest.Name);
            if (word is "starting" or "starts" or "beginning" or "begins" or "start" or "begin" && next == "with") yield return guest.Name.StartsWith(part.Words.ElementAtOrDefault(index + 2) ?? " ", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether the words are about something of the guest, as in "from pihole" or "pihole's": then they do not mean the guest itself.</summary>
    public static bool MeansOnlyPart(TextPart part, string name)
    {
        var places = part.Words.Index().Where(w => string.Equals(w.Item, name, StringComparison.OrdinalIgnoreCase)).Select(w => w.Index).ToList();
        return places.Count > 0
            && places.TrueForAll(i => part.Words.ElementAtOrDefault(i + 1) is { } next && (next == "s" || Belongings.Contains(next)) || IsBelonging(part.Words, part.Words.ElementAtOrDefault(i - 1) is "the" or "container" or "vm" or "ct" ? i - 1 : i));
    }

    /// <summary>"remove web-1 from the pool prod", "drop it from the backup job": a guest leaves something, and stays what it is.</summary>
    public static bool MeansLeaving(TextPart part) =>
        part.Words.Count > 0 && Removing.Contains(part.Words[0]) && !part.HasWord("purge") && part.Words.Index().Any(w => w.Item is "from" or "out" && part.Words.Skip(w.Index + 1).Take(4).Any(Leavable.Contains));

    private static bool IsBelonging(IReadOnlyList<string> words, int index) =>
        words.ElementAtOrDefault(index - 1) is "from" or "of" or "on" or "in" or "for" or "inside" && words.ElementAtOrDefault(index - 2) is not ("rid" or "dispose" or "all" or "both" or "each");

    private bool IsNode(string word) => inventory?.Nodes.Any(n => string.Equals(n.Name.Value, word, StringComparison.OrdinalIgnoreCase)) == true;

    private static bool IsOfKind(TextPart part, GuestReference guest)
    {
        var (containers, machines) = (part.Words.Any(Containers.Contains), part.Words.Any(Machines.Contains));
        return containers == machines || (guest.Type == GuestKind.Ct ? containers : machines);
    }

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    [GeneratedRegex(@"\A(?<stem>.*?)(?<number>[0-9]{1,6})\z")]
    private static partial Regex Numbered();
}
