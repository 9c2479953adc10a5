using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;

/// <summary>"Add an NFS storage nas: server 10.0.0.10, export /tank", "use /mnt/usb2 as storage usb2 for backups".</summary>
internal sealed class StorageFrame : IFrame
{
    private static readonly Dictionary<string, string[]> UsualContent = new(StringComparer.Ordinal)
    {
        ["dir"] = ["iso", "vztmpl", "backup"],
        ["nfs"] = ["iso", "vztmpl", "backup"],
        ["cifs"] = ["iso", "vztmpl", "backup"],
        ["zfspool"] = ["images", "rootdir"],
        ["lvmthin"] = ["images", "rootdir"],
        ["pbs"] = ["backup"],
    };

    public bool Fits(Clause clause, Draft draft) => !clause.HasAny(Slot.Guests) && !clause.HasObject("vm", "ct", "pool") && !clause.HasAny(Slot.Iface, Slot.Url)
        && ((clause.Is("add", "create", "use", "mount", "connect", "set", "have", "exist", "") && (clause.Has(Slot.StorageType) || (clause.HasAny(Slot.Export, Slot.Share, Slot.Dataset, Slot.Path) && (clause.HasObject("storage") || clause.Has(Slot.Storage)))))
            || (clause.Is("set", "enable", "disable", "allow", "add", "be", "have", "use") && clause.Has(Slot.Storage) && !clause.HasAny(Slot.Job, Slot.Schedule)
                && (clause.HasAny(Slot.Content, Slot.IsoWord) || clause.Is("enable", "disable") || clause.HasObject("template", "iso", "backup") || clause.HasFlag("vmdisks") || (clause.Is("set") && (clause.Has(Slot.Keep) || (clause.Has(Slot.Node) && IsRestricted(clause)))))));

    private static bool IsRestricted(Clause clause) =>
        clause.VerbText.ToLowerInvariant() is "restrict" or "limit" || clause.Has(Slot.Only) || clause.Facets.Exists(f => f.Slot == Slot.Node && f.Text.Contains("node", StringComparison.OrdinalIgnoreCase));

    public void Plan(Clause clause, Draft draft)
    {
        var known = clause.Facets.Find(f => f.Slot == Slot.Storage && f.Role is "" or "to" or "existing" && f.Has("x") && !f.IsUsed);
        if (known is not null && !clause.HasAny(Slot.StorageType, Slot.Export, Slot.Server, Slot.Path, Slot.Share)) Change(clause, known, draft);
        else Add(clause, draft);
    }

    private static void Change(Clause clause, Facet known, Draft draft)
    {
        known.IsUsed = true;
        var isOnly = clause.Take(Slot.Only) is not null;
        var content = Contents(clause);
        clause.TakeObject("storage");
        clause.Unknown.Remove("retention");
        var now = draft.Cluster.Rows("/storage").FirstOrDefault(r => r.Text("storage") == known["x"]) is { ValueKind: System.Text.Json.JsonValueKind.Object } row ? row : default;
        List<FieldChange> changes = [];
        var nodes = clause.TakeAll(Slot.Node).Where(f => f.Has("x")).Select(f => draft.Cluster.FindNode(f["x"])?.Name.Value).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (nodes.Count > 0) changes.Add(new("nodes", now.ValueKind == System.Text.Json.JsonValueKind.Object ? now.Text("nodes") : null, string.Join(',', nodes)));
        if (Backups.ScheduleText.TakeKeep(clause) is { } keep) changes.Add(new("prune-backups", now.ValueKind == System.Text.Json.JsonValueKind.Object ? now.Values().GetValueOrDefault("prune-backups") : null, keep));
        if (clause.Is("disable", "enable")) changes.Add(new("disable", clause.Is("enable") ? "1" : null, clause.Is("enable") ? "0" : "1"));
        if (content.Count > 0 && now.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            var before = now.Text("content") ?? "";
            var wanted = isOnly || (clause.Is("set") && !clause.Unknown.Remove("also") && !clause.Unknown.Remove("too")) ? content : [.. before.Split(',').Union(content, StringComparer.Ordinal)];
            if (!wanted.ToHashSet(StringComparer.Ordinal).SetEquals(before.Split(','))) changes.Add(new("content", before, string.Join(',', wanted)));
        }

        if (changes.Count > 0) draft.Do(new ConfigureStorage(known["x"], changes));
        else draft.Already($"{known["x"]} is so already.");
    }

    private static List<string> Contents(Clause clause)
    {
        List<string> content = [.. clause.TakeAll(Slot.Content).SelectMany(f => f.Value.Items)];
        if (clause.TakeFlag("vmdisks")) content.Add("images");
        foreach (var (noun, value) in new[] { ("backup", "backup"), ("iso", "iso"), ("template", "vztmpl"), ("disk", "images"), ("ct", "rootdir"), ("image", "images") })
        {
            if (clause.TakeObject(noun)) content.Add(value);
        }

        if (clause.TakeAll(Slot.IsoWord).Count > 0) content.Add("iso");
        return [.. content.Distinct(StringComparer.Ordinal)];
    }

    private static void Add(Clause clause, Draft draft)
    {
        var (type, source) = new StorageSourceReader(clause, draft).Read();
        var name = clause.Take(f => f is { Slot: Slot.Content or Slot.IsoWord or Slot.Object, Lead: "storage" } && !f.Text.Contains(' ', StringComparison.Ordinal))?.Text ?? Name(clause);
        var content = Contents(clause);
        clause.TakeObject("storage", "pool");
        var nodes = clause.TakeAll(Slot.Node).Where(f => f.Role is "" or "to" && f.Has("x")).Select(f => f["x"]).Select(n => draft.Cluster.FindNode(n)?.Name).OfType<NodeName>().Distinct().ToList();
        if (name is null && type is not null) name = Free(draft, type == "dir" && source.Find(s => s.Name == "path") is { } path ? path.Value[(path.Value.LastIndexOf('/') + 1)..] : type);
        if (clause.Take(Slot.Password) is not null) draft.RefusePassword($"On the Agent's host type mycopod secret set {name ?? "nas"}, and then the password: the plan only names it.");
        if (type is null || draft.IsStuck)
        {
            if (!draft.IsStuck) draft.Ask("What kind of storage is it?", "directory", "NFS", "SMB", "ZFS", "LVM-thin", "Proxmox Backup Server");
            return;
        }

        if (draft.Cluster.FindStorage(name ?? "") is not null)
        {
            if (clause.IsEnsured || clause.Is("exist", "have")) draft.Already($"There is a storage {name} already.");
            else draft.Problem($"There is a storage {name} already.");
            return;
        }

        if (content.Count == 0)
        {
            content.AddRange(UsualContent.GetValueOrDefault(type) ?? ["images"]);
            draft.Assume($"What {name} is for is not said: {string.Join(", ", content)}.");
        }

        draft.Do(new AddStorage(name ?? type, type, content, nodes, source, SecretOf(name ?? type, source, draft)));
        draft.MadeNames.Add(("storage", name ?? type));
    }

    private static string? SecretOf(string name, List<StorageSource> source, Draft draft)
    {
        if (source.Find(s => s.Name == "username") is not { Value: var user }) return null;
        draft.Assume($"The password of {user} is the secret {name} of the Agent; where there is none, type mycopod secret set {name} on its host.");
        return name;
    }

    private static string? Name(Clause clause)
    {
        if ((clause.Take(Slot.Names) ?? clause.Take(Slot.Storage, "name") ?? clause.Take(f => f.Slot == Slot.Place && f.Text.StartsWith("as ", StringComparison.OrdinalIgnoreCase)) ?? clause.Take(Slot.QuotedText))?.Value.Text is { } said) return said;
        if (clause.Take(f => f.Slot == Slot.Storage && f.Has("x")) is { } known) return known["x"];
        if (clause.Subject is { } subject)
        {
            clause.Subject = null;
            return subject;
        }

        if (clause.Unknown.Count == 0 && clause.Take(Slot.PurposeWord) is { } plain) return plain.Text;
        if (clause.Unknown is not [var word] || !word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return null;
        clause.Unknown = [];
        return word;
    }

    private static string Free(Draft draft, string stem)
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : $"{stem}-{number}";
            if (draft.Cluster.FindStorage(name) is not null) continue;
            draft.Assume($"No name is said: {name}.");
            return name;
        }
    }
}
