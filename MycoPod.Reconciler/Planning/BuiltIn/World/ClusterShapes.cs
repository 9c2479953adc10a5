using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>What a pattern's places take: by form, and what the cluster knows by name.</summary>
internal sealed partial class ClusterShapes : IShapes
{
    /// <summary>Words that say something by themselves wherever they stand.</summary>
    private static readonly string[] OpenClasses = ["the", "filler", "turning", "pronoun", "quantity", "object", "kind", "verb", "count", "unit", "on", "and", "storagetype"];

    private readonly Dictionary<string, Func<IReadOnlyList<Token>, int, (Said, int)?>> shapes = new(StringComparer.Ordinal);
    private readonly Cluster cluster;
    private readonly Lexicon lexicon;
    private readonly HashSet<string> topics;
    private readonly HashSet<string> declared;

    /// <param name="tokens">The whole text: facts of an area are asked for only where it speaks of it.</param>
    public ClusterShapes(Cluster cluster, Lexicon lexicon, IReadOnlyList<Token> tokens, HashSet<string> declared)
    {
        (this.cluster, this.lexicon, this.declared) = (cluster, lexicon, declared);
        topics = [.. tokens.SelectMany(t => t.Lower.Split('-'))];
        AddForms();
        AddLists();
        AddNames();
    }

    public bool Has(string shape) => shapes.ContainsKey(shape);

    public (Said Said, int Length)? Read(string shape, IReadOnlyList<Token> tokens, int index) =>
        shapes.TryGetValue(shape, out var read) ? read(tokens, index) : null;

    private void Of(string name, Func<Token, string?> read) => shapes[name] = (tokens, index) => read(tokens[index]) is { } text ? (new(text), 1) : null;

    private void OfPattern(string name, Regex pattern) => Of(name, t => t.Shape is Shape.Quoted or Shape.Word or Shape.Account && pattern.IsMatch(t.Text) ? t.Text : null);

    private void OfKnown(string name, Func<string, string?> find, params string[] about) =>
        Of(name, t => t.MayBeName && (about.Length == 0 || about.Any(topics.Contains)) ? find(t.Text) : null);

    private void AddForms()
    {
        foreach (var (name, shape) in new[] { ("quoted", Shape.Quoted), ("key", Shape.SshKey), ("url", Shape.Url), ("nfs", Shape.NfsPath), ("share", Shape.Share), ("volume", Shape.Volume), ("ip6", Shape.Ip6), ("ip4", Shape.Ip4), ("date", Shape.Date), ("prefix", Shape.Prefix), ("path", Shape.Path), ("account", Shape.Account) })
            Of(name, t => t.Shape == shape ? t.Text : null);
        shapes["number"] = Number;
        shapes["size"] = Size;
        shapes["clock"] = Clock;
        Of("any", t => t.Shape is Shape.Word or Shape.Quoted or Shape.Number or Shape.Account or Shape.Volume ? t.Text : null);
        Of("secretword", t => t.Shape is Shape.Word or Shape.Quoted or Shape.Number or Shape.Account or Shape.Volume && !(t.Shape == Shape.Word && (lexicon.Knows(t.Lower) || t.Lower is "authentication" or "auth" or "login" or "logins" or "protected" or "protection" or "policy" or "prompt")) ? t.Text : null);
        Of("given", t => t.Shape is Shape.Quoted or Shape.Number or Shape.Account or Shape.Volume || (t.Shape == Shape.Word && t.Lower is not ("of" or "to" or "for" or "in" or "on" or "and" or "with" or "from")) ? t.Text : null);
        Of("name", t => IsName(t) ? t.Text : null);
        shapes["version"] = VersionOf;
        Of("release", Release);
        OfPattern("diskslot", DiskSlot());
        OfPattern("card", Card());
        OfPattern("iface", Interface());
        Of("hostname", t => (t.Shape == Shape.Quoted || IsName(t)) && HostName().IsMatch(t.Text) ? t.Text : null);
        Of("label", t => t.MayBeName && !lexicon.IsIn("pronoun", t.Lower) && !lexicon.IsIn("turning", t.Lower) && !lexicon.IsIn("the", t.Lower) && !lexicon.IsIn("filler", t.Lower) ? t.Text : null);
        Of("tagname", t => t.MayBeName && !lexicon.IsIn("pronoun", t.Lower) && !lexicon.IsIn("turning", t.Lower) && !lexicon.IsIn("the", t.Lower) && !lexicon.IsIn("filler", t.Lower) && !lexicon.IsIn("quantity", t.Lower) && !lexicon.IsIn("kind", t.Lower) && cluster.GuestsNamed(t.Text).Count == 0 ? t.Text : null);
        OfPattern("scsihw", Controller());
        Of("unixuser", t => t.Shape is Shape.Word && t.Lower is "root" or "admin" or "ubuntu" or "debian" && topics.Overlaps(["ssh", "key", "keys"]) ? t.Lower : null);
        shapes["time"] = (tokens, index) => tokens[index].Shape == Shape.Time || (tokens[index].Shape == Shape.Number && index + 1 < tokens.Count && tokens[index + 1].Lower is "am" or "pm") ? Clock(tokens, index) : null;
        Of("tagword", t => IsName(t) && !Interface().IsMatch(t.Text) && cluster.GuestsNamed(t.Text).Count == 0 ? t.Text : null);
        Of("idname", t => t.Shape == Shape.Quoted || (IsName(t) && t.Text.Any(c => c is '-' or '_' || char.IsAsciiDigit(c)) && char.IsLetter(t.Text[0]) && cluster.GuestsNamed(t.Text).Count == 0) ? t.Text : null);
        Of("newword", t => t.MayBeName && !OpenClasses.Any(c => lexicon.IsIn(c, t.Lower)) && cluster.GuestsNamed(t.Text).Count == 0 ? t.Text : null);
        OfPattern("cpuname", CpuName());
        Of("stranger", t => IsName(t) && cluster.FindNode(t.Text) is null && cluster.FindStorage(t.Text) is null && !cluster.Inventory.Bridges.Any(b => Cluster.Same(b.Name, t.Text)) && !Interface().IsMatch(t.Text) && !declared.Contains(t.Text) && cluster.GuestsNamed(t.Text).Count == 0 ? t.Text : null);
        OfPattern("dataset", Dataset());
        OfPattern("mac", Mac());
        OfPattern("hex", Hex());
        OfPattern("filename", FileName());
        OfPattern("tz", TimeZone());
        OfPattern("nfsversion", NfsVersion());
        Of("snapname", t => t.MayBeName && topics.Overlaps(["snapshot", "snapshots", "snap", "roll", "rollback", "revert", "restore", "reset"]) && SnapshotName().IsMatch(t.Text) && cluster.GuestsNamed(t.Text).Count == 0 && cluster.FindNode(t.Text) is null && cluster.FindStorage(t.Text) is null ? t.Text : null);
        OfPattern("machinetype", MachineType());
        Of("groupname", t => t.MayBeName && !lexicon.IsIn("the", t.Lower) && !lexicon.IsIn("filler", t.Lower) && !t.Text.StartsWith("PVE", StringComparison.Ordinal) && t.Text != "Administrator" ? t.Text : null);
        OfPattern("portproto1", PortProtocol());
        OfPattern("checksum", Checksum());
        Of("mainslot", t => t.Shape == Shape.Word ? t.Lower switch { "scsi0" => "scsi", "virtio0" => "virtio", "sata0" => "sata", _ => null } : null);
        Of("numberrange", t => t.Shape == Shape.Word && NameList.NumberRange().IsMatch(t.Text) ? t.Text : null);
        Of("knowntag", t => t.MayBeName && cluster.HasTag(t.Text) && cluster.GuestsNamed(t.Text).Count == 0 ? t.Text : null);
    }

    private void AddNames()
    {
        OfPattern("display", Display());
        Of("servicename", t => IsName(t) || (t.Shape == Shape.Word && (cluster.GuestsNamed(t.Text).Count > 0 || lexicon.IsIn("software", t.Lower) || lexicon.IsIn("served", t.Lower)) && !lexicon.IsIn("part", t.Lower)) ? t.Text : null);
        OfKnown("node", n => cluster.FindNode(n)?.Name.Value);
        OfKnown("storage", n => cluster.FindStorage(n)?.Name);
        OfKnown("bridge", n => cluster.Inventory.Bridges.FirstOrDefault(b => Cluster.Same(b.Name, n))?.Name);
        OfKnown("pool", cluster.FindPool, "pool", "pools");
        Of("realm", t => t.Lower is "pve" or "pam" ? t.Lower : null);
        OfKnown("group", n => cluster.FindIn("/access/groups", "groupid", n), "group", "groups", "user", "member", "account");
        OfKnown("role", n => n.StartsWith("PVE", StringComparison.Ordinal) || n is "Administrator" or "NoAccess" ? n : topics.Contains("role") ? cluster.FindIn("/access/roles", "roleid", n) : null);
        OfKnown("hagroup", n => cluster.FindIn("/cluster/ha/groups", "group", n), "ha", "availability", "available");
        OfKnown("job", n => cluster.FindIn("/cluster/backup", "id", n), "job", "jobs", "backup", "backups", "schedule");
        OfKnown("secgroup", n => cluster.FindIn("/cluster/firewall/groups", "group", n), "group", "groups");
        OfKnown("ipset", n => cluster.FindIn("/cluster/firewall/ipset", "name", n), "ipset", "set");
        OfKnown("upload", n => cluster.Inventory.Uploads?.FirstOrDefault(u => u.Name == n)?.Name, "upload", "put", "add", "import");
        OfKnown("iso", IsoNamed);
        OfKnown("templatename", n => cluster.Inventory.Templates.FirstOrDefault(t => Cluster.Same(t.FileName, n))?.Volume);
        OfKnown("appliance", n => cluster.Inventory.Nodes.Select(node => cluster.FindIn($"/nodes/{node.Name}/aplinfo", "template", n)).FirstOrDefault(f => f is not null), "template", "appliance");
        shapes["fwsource"] = FirewallSource;
        shapes["moresize"] = MoreSize;
        shapes["phrase"] = Phrase;
        Of("netmask", t => t.Shape == Shape.Ip4 ? NetMask(t.Text) : null);
        shapes["guestid"] = (tokens, index) => tokens[index] is { Shape: Shape.Number, Number: >= 100 and < 1_000_000_000 } t ? (new(t.Text, t.Number), 1)
            : tokens[index].MayBeName && cluster.GuestsNamed(tokens[index].Text) is [var guest] ? (new(guest.Name, guest.Vmid.Value), 1) : null;
    }

    private string? IsoNamed(string name) =>
        cluster.Inventory.Images.FirstOrDefault(i => i.Content == "iso" && (Cluster.Same(i.FileName, name) || Cluster.Same(i.Volume, name)))?.Volume;

    /// <summary>An address, an alias, or an IP set as +name.</summary>
    private (Said, int)? FirewallSource(IReadOnlyList<Token> tokens, int index)
    {
        var token = tokens[index];
        if (token.Shape is Shape.Ip4 or Shape.Ip6) return (new(token.Text), 1);
        if (!token.MayBeName
            || !(topics.Contains("firewall") || topics.Contains("port") || topics.Contains("ports") || topics.Contains("allow") || topics.Contains("tcp") || topics.Contains("ssh") || topics.Contains("rule") || topics.Contains("alias") || topics.Contains("http") || topics.Contains("https") || topics.Contains("block") || topics.Contains("group") || topics.Contains("udp")))
        {
            return null;
        }

        if (cluster.FindIn("/cluster/firewall/aliases", "name", token.Text) is { } alias) return (new(alias), 1);
        return cluster.FindIn("/cluster/firewall/ipset", "name", token.Text.TrimStart('+')) is { } set ? (new($"+{set}"), 1) : null;
    }

    private bool IsName(Token token) => token.Shape == Shape.Quoted || (token.Shape == Shape.Word && char.IsLetterOrDigit(token.Text[0]) && !lexicon.Knows(token.Lower));

    /// <summary>The 12 of "debian 12", but not the 1 of "debian 1 core".</summary>
    private (Said, int)? VersionOf(IReadOnlyList<Token> tokens, int index)
    {
        var token = tokens[index];
        if (token.Shape is not Shape.Number && !(token.Shape == Shape.Word && Version().IsMatch(token.Text))) return null;
        return index + 1 < tokens.Count && (lexicon.Find("unit", tokens, index + 1).Length > 0 || lexicon.Find("cores", tokens, index + 1).Length > 0) ? null : (new(token.Text), 1);
    }

    /// <summary>"debian12", "ubuntu-24.04", "bookworm", as in "debian 12".</summary>
    private string? Release(Token token)
    {
        if (token.Shape != Shape.Word) return null;
        if (lexicon.Find("release", [token], 0) is { Length: 1 } named) return named.Value;
        var glued = GluedRelease().Match(token.Lower);
        return glued.Success && lexicon.IsIn("system", glued.Groups["system"].Value) ? $"{glued.Groups["system"].Value} {glued.Groups["release"].Value}" : null;
    }

    private (Said, int)? Number(IReadOnlyList<Token> tokens, int index)
    {
        if (tokens[index].Shape == Shape.Number || (tokens[index].Shape == Shape.Quoted && int.TryParse(tokens[index].Text, out _)))
            return (new(tokens[index].Text.TrimStart('#', '+'), tokens[index].Shape == Shape.Number ? tokens[index].Number : int.Parse(tokens[index].Text)), 1);
        var (length, value) = lexicon.Find("count", tokens, index);
        return length == 0 ? null : (new(value, decimal.Parse(value, CultureInfo.InvariantCulture)), length);
    }

    private (Said, int)? Size(IReadOnlyList<Token> tokens, int index)
    {
        if (tokens[index].Lower is "gig" or "gigabyte" or "terabyte") return (new($"1 {tokens[index].Text}", tokens[index].Lower == "terabyte" ? 1 << 20 : 1024), 1);
        if (Number(tokens, index) is not var (number, length) || index + length >= tokens.Count) return null;
        var (unitLength, unit) = lexicon.Find("unit", tokens, index + length);
        if (unitLength == 0) return null;
        var mib = number.Number * decimal.Parse(unit, CultureInfo.InvariantCulture);
        return (new($"{number.Text} {tokens[index + length].Text}", mib), length + unitLength);
    }

    /// <summary>255.255.255.0 as in /24; null where it is no mask.</summary>
    private static string? NetMask(string text)
    {
        if (!System.Net.IPAddress.TryParse(text, out var address)) return null;
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        var length = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return length is >= 8 and <= 32 && (length == 32 ? bits == uint.MaxValue : bits << length == 0) ? $"/{length}" : null;
    }

    /// <summary>Words up to a bracket, a comma or the end of the sentence.</summary>
    private static (Said, int)? Phrase(IReadOnlyList<Token> tokens, int index)
    {
        var words = tokens.Skip(index).TakeWhile(t => t.Shape is not Shape.Stop && t.Text is not (")" or "," or "(")).ToList();
        return words.Count == 0 ? null : (new(string.Join(' ', words.Select(w => w.Text))), words.Count);
    }

    /// <summary>"4 more GB".</summary>
    private (Said, int)? MoreSize(IReadOnlyList<Token> tokens, int index)
    {
        if (Number(tokens, index) is not var (number, length)
            || index + length + 1 >= tokens.Count
            || tokens[index + length].Lower is not ("more" or "extra" or "additional" or "further"))
        {
            return null;
        }

        var (unitLength, unit) = lexicon.Find("unit", tokens, index + length + 1);
        return unitLength == 0 ? null : (new($"{number.Text} {tokens[index + length + 1].Text}", number.Number * decimal.Parse(unit, CultureInfo.InvariantCulture)), length + 1 + unitLength);
    }

    /// <summary>"2", "2 am", "02:30", "2:30 pm", "midnight", as in 02:30.</summary>
    private (Said, int)? Clock(IReadOnlyList<Token> tokens, int index)
    {
        if (lexicon.Find("clock", tokens, index) is { Length: > 0 } named) return (new(named.Value), named.Length);
        var token = tokens[index];
        if (token.Shape is not (Shape.Number or Shape.Time)) return null;
        var parts = token.Text.Split(':');
        if (!int.TryParse(parts[0], out var hour) || hour > 23) return null;
        var half = index + 1 < tokens.Count ? tokens[index + 1].Lower : "";
        var length = half is "am" or "pm" or "a.m" or "p.m" or "o'clock" or "h" ? 2 : 1;
        if (index + 3 < tokens.Count && half is "in" && tokens[index + 2].Lower == "the" && tokens[index + 3].Lower is "morning" or "evening" or "afternoon")
        {
            length = 4;
            if (tokens[index + 3].Lower != "morning" && hour < 12) hour += 12;
        }

        if (half is "pm" or "p.m" && hour < 12) hour += 12;
        if (half is "am" or "a.m" && hour == 12) hour = 0;
        return (new($"{hour:00}:{(parts.Length > 1 ? parts[1] : "00")}"), length);
    }
}
