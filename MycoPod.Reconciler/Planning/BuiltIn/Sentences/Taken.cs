using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>A clause that only goes on with the one before it: "… but leave out 104", "download it and put it in local", a list of what a new VM is to have.</summary>
internal static class Taken
{
    private static readonly Slot[] Qualities =
    [
        Slot.Names, Slot.NewId, Slot.Cores, Slot.Sockets, Slot.Memory, Slot.Swap, Slot.Disk, Slot.Node, Slot.Storage, Slot.Bridge, Slot.Vlan, Slot.Ip, Slot.Gateway, Slot.Dhcp, Slot.Dns,
        Slot.SearchDomain, Slot.System, Slot.Tags, Slot.Pool, Slot.User, Slot.SshKey, Slot.Flag,
    ];

    public static bool Takes(Clause before, Clause clause)
    {
        if (TakesKept(before, clause) || TakesProtection(before, clause)) return true;
        if (clause.Unknown.Count > 0 || clause.Subject is not null || clause.Facets.Count == 0) return false;
        if (TakesQualities(before, clause)) return true;
        return clause.Sentence - before.Sentence <= 1 && (TakesExcept(before, clause) || TakesName(before, clause) || TakesPlace(before, clause) || TakesNumber(before, clause));
    }

    /// <summary>"We need a database server. Requirements: name pg, 4 cores, …"</summary>
    private static bool TakesQualities(Clause before, Clause clause)
    {
        if (clause.Verb.Length > 0 || before.Verb is not ("create" or "clone") || before.Subject is not null || before.Facets.Exists(f => f.Slot == Slot.Guests)) return false;
        if (!before.HasObject("vm", "ct", "server")
            || (before.Has(Slot.Names) && (clause.Has(Slot.Names) || !clause.HasAny(Slot.Node, Slot.NewId, Slot.System)))
            || !clause.Facets.TrueForAll(f => (Qualities.Contains(f.Slot) && (f.Slot is Slot.Flag or Slot.Disk or Slot.Tags || !before.Has(f.Slot))) || f.Guests is { Pronoun: "two" }))
        {
            return false;
        }

        before.Facets.AddRange(clause.Facets.Where(f => f.Guests is null));
        return true;
    }

    /// <summary>"back up all guests at 2, but leave out 104": of all, those are not meant.</summary>
    private static bool TakesExcept(Clause before, Clause clause)
    {
        if (!clause.Is("exclude") || clause.Facets is not [{ Guests: { IsAll: false, Pronoun: null } left }] || before.Sentence != clause.Sentence) return false;
        if (before.Facets.FindIndex(f => f.Guests is { IsAll: true }) is not (>= 0 and var index)) return false;
        var all = before.Facets[index];
        before.Facets[index] = all with { Guests = (all.Guests ?? left) with { Except = [.. all.Guests?.Except ?? [], .. left.Mentions] } };
        return true;
    }

    /// <summary>"back it up and protect it from pruning", "keep the backup protected".</summary>
    private static bool TakesProtection(Clause before, Clause clause)
    {
        if (!before.Is("backup")
            || !clause.Is("protect", "keep")
            || before.Sentence != clause.Sentence
            || !(clause.HasFlag("noprune") || (clause.HasFlag("protection") && clause.HasObject("backup"))))
        {
            return false;
        }

        if (clause.Unknown.Count > 0
            || clause.Subject is not null
            || !clause.Facets.TrueForAll(f => f.Slot == Slot.Flag || f.Guests is { Pronoun: not null } || (f.Slot == Slot.Object && f["o"] == "backup")))
        {
            return false;
        }

        before.Facets.AddRange(clause.Facets.Where(f => f.Slot == Slot.Flag));
        return true;
    }

    /// <summary>"Take a snapshot of web-1. Name: clean, description: …"</summary>
    private static bool TakesName(Clause before, Clause clause)
    {
        if (clause.Verb.Length > 0
            || !(before.Is("snapshot") || before.HasObject("snapshot"))
            || before.HasAny(Slot.Names, Slot.SnapName)
            || !clause.Facets.TrueForAll(f => f.Slot is Slot.Names or Slot.Comment or Slot.SnapName))
        {
            return false;
        }

        before.Facets.AddRange(clause.Facets);
        return true;
    }

    /// <summary>"download … and put it in local".</summary>
    private static bool TakesPlace(Clause before, Clause clause)
    {
        if (!before.Is("download") || !clause.Is("put", "move", "add") || before.Has(Slot.Storage) || !clause.Has(Slot.Storage)) return false;
        if (!clause.Facets.TrueForAll(f => f.Slot is Slot.Storage or Slot.Node || f.Guests is { Pronoun: "one" })) return false;
        before.Facets.AddRange(clause.Facets.Where(f => f.Guests is null));
        return true;
    }

    /// <summary>"delete the snapshots a and b but keep c": what is not named is not deleted anyway.</summary>
    private static bool TakesKept(Clause before, Clause clause)
    {
        if (!before.Is("delete", "remove")
            || !before.HasObject("snapshot")
            || !clause.Is("keep")
            || before.Sentence != clause.Sentence
            || before.Facets.Exists(f => f.Guests is { IsAll: true })
            || before.HasFlag("all")
            || before.Unknown.Contains("all"))
        {
            return false;
        }

        var gone = Words(before);
        var kept = Words(clause);
        return gone.Count > 0 && kept.Count > 0 && clause.Facets.TrueForAll(f => f.Slot is Slot.SnapName or Slot.Names) && !kept.Exists(k => gone.Contains(k, StringComparer.OrdinalIgnoreCase));
    }

    private static List<string> Words(Clause clause) =>
        [.. clause.Unknown, .. clause.Subject is { } subject ? [subject] : Array.Empty<string>(), .. clause.Facets.Where(f => f.Slot is Slot.SnapName or Slot.Names).SelectMany(f => f.Value.Text.Split(','))];

    /// <summary>"clone VM 107 and give it id 170".</summary>
    private static bool TakesNumber(Clause before, Clause clause)
    {
        if (!clause.Is("set") || !before.Is("clone", "create") || before.Has(Slot.NewId) || before.Sentence != clause.Sentence) return false;
        if (!clause.Has(Slot.NewId) || !clause.Facets.TrueForAll(f => f.Slot == Slot.NewId || f.Guests is { Pronoun: "one" })) return false;
        before.Facets.AddRange(clause.Facets.Where(f => f.Guests is null));
        return true;
    }
}
