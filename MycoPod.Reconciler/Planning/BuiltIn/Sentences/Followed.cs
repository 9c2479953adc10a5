using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>What a clause leaves to the one beside it: "stop and delete web-1", "reset web-1 (hard reset)", "make two VMs. Name them a and b."</summary>
internal static class Followed
{
    private static readonly string[] OnGuests = ["start", "stop", "shutdown", "reboot", "reset", "suspend", "resume", "delete", "remove", "snapshot", "backup", "migrate", "move", "update"];

    public static IReadOnlyList<Clause> Settle(List<Clause> clauses)
    {
        List<Clause> settled = [];
        foreach (var (index, clause) in clauses.Index())
        {
            if (settled.LastOrDefault() is { } before && (SaysAgain(before, clause) || TakesNames(before, clause) || TakesKeep(before, clause) || TakesStart(before, clause) || Taken.Takes(before, clause))) continue;
            if (IsBare(clause)
                && OnGuests.Contains(clause.Verb)
                && clauses.ElementAtOrDefault(index + 1) is { } next
                && next.Sentence == clause.Sentence
                && OnGuests.Contains(next.Verb))
            {
                clause.Facets.AddRange(Guests(next));
            }

            if (IsDetachedToo(clause, clauses.ElementAtOrDefault(index + 1))) continue;
            if (IsUnwanted(clause)) Unwant(clause);
            if (clauses.ElementAtOrDefault(index + 1) is { } follower) LeaveAccount(clause, follower);
            if (clause.Is("if")) Condition(clause, clauses.ElementAtOrDefault(index + 1));
            if (IsReason(clause, clauses.ElementAtOrDefault(index + 1))) TellReason(clause);
            settled.Add(clause);
        }

        return settled;
    }

    /// <summary>"web-1 keeps crashing, restart it": what is said of a guest without a verb that is known, beside what is to be done with it.</summary>
    private static bool IsReason(Clause clause, Clause? after)
    {
        var isTold = clause.Verb.Length == 0 || (clause.Is("be") && !clause.IsEnsured && clause.VerbText.ToLowerInvariant() is "is" or "are" or "was" or "were");
        List<string> unknown = clause.Is("be") && clause.Subject is { } word ? [word, .. clause.Unknown] : clause.Unknown;
        if (!isTold
            || (clause.Subject is not null && !clause.Is("be"))
            || unknown.Count is 0 or > 4
            || clause.Facets is not [{ Guests: { } said }, .. var more]
            || !more.All(f => f.Slot is Slot.PurposeWord or Slot.Disk))
        {
            return false;
        }

        if (unknown.Exists(w => (Lexicon.Default.IsIn("turning", w.ToLowerInvariant()) && !w.Equals("when", StringComparison.OrdinalIgnoreCase)) || Lexicon.Default.IsIn("verb", w.ToLowerInvariant()))) return false;
        return said.Pronoun is null
            && after is { Verb.Length: > 0 }
            && after.Sentence - clause.Sentence is 0 or 1
            && (after.Facets.Exists(f => f.Guests is { Pronoun: not null }) || (after.Is("set", "resize", "add") && after.Facets.Count > 0 && after.Facets.TrueForAll(f => f.Guests is null)));
    }

    /// <summary>"detach and delete the disk scsi1": a disk that is deleted is detached first anyway.</summary>
    private static bool IsDetachedToo(Clause clause, Clause? next) =>
        clause.Is("detach") && IsBare(clause) && next is not null && next.Sentence == clause.Sentence && next.Is("delete", "remove") && (next.Has(Slot.SlotName) || next.HasObject("disk"));

    /// <summary>"No VM named old should exist": of guests that are named, and nothing else.</summary>
    private static bool IsUnwanted(Clause clause) =>
        clause.Is("exist") && clause.Unknown is [var word] && word.Equals("no", StringComparison.OrdinalIgnoreCase) && clause.HasAny(Slot.Guests, Slot.Names)
        && clause.Facets.TrueForAll(f => f.Guests is { IsAll: false, Pronoun: null } || f is { Slot: Slot.Names, Role: "" } || (f.Slot == Slot.Object && f["o"] is "vm" or "ct" or "server"));

    private static void Unwant(Clause clause)
    {
        (clause.Verb, clause.IsEnsured, clause.Unknown) = ("delete", true, []);
        foreach (var (index, facet) in clause.Facets.Index().Where(f => f.Item.Slot == Slot.Names).ToList())
        {
            IReadOnlyList<string> names = facet.Value.Items.Count > 0 ? facet.Value.Items : [facet.Value.Text];
            clause.Facets[index] = new(Slot.Guests, "", facet.Captures, facet.First, facet.End, facet.Value.Text) { Guests = new(facet.Value.Text) { Mentions = [.. names.Select(n => new GuestMention(n, null, null))] } };
        }
    }

    /// <summary>"bob@pve has left: disable his account": whose account it is stands in the clause before.</summary>
    private static void LeaveAccount(Clause clause, Clause after)
    {
        if (!(clause.Verb.Length == 0 || clause.Is("have", "be"))
            || clause.IsEnsured
            || clause.Facets is not [{ Slot: Slot.Account } account, .. var more]
            || !more.TrueForAll(f => f.Slot is Slot.PurposeWord)
            || (clause.Unknown.Count == 0 && clause.Subject is null))
        {
            return;
        }

        if (!after.Is("disable", "enable", "delete", "remove") || after.Sentence != clause.Sentence || !after.HasObject("user") || after.HasAny(Slot.Account, Slot.Guests)) return;
        after.Facets.Add(account);
        var words = string.Join(' ', clause.Subject is { } subject ? [subject, .. clause.Unknown] : clause.Unknown);
        (clause.Verb, clause.VerbText, clause.Subject, clause.Unknown) = ("", "", null, []);
        clause.Facets.Clear();
        clause.Facets.Add(new(Slot.Purpose, "", new Dictionary<string, Said>(StringComparer.Ordinal), 0, 0, words));
    }

    /// <summary>The guest stays, so that "it" has something to mean; the rest is told as a reason.</summary>
    private static void TellReason(Clause clause)
    {
        var words = string.Join(' ', clause.Subject is { } subject ? [subject, .. clause.Unknown] : clause.Unknown);
        (clause.Subject, clause.Unknown) = (null, []);
        clause.Facets.RemoveAll(f => f.Slot == Slot.PurposeWord);
        clause.Facets.Add(new(Slot.Purpose, "", new Dictionary<string, Said>(StringComparer.Ordinal), 0, 0, words));
        (clause.Verb, clause.VerbText) = ("mention", "");
    }

    /// <summary>"If it is stopped, start it": only what would do nothing otherwise is planned; the rest turns on what nobody can promise.</summary>
    private static void Condition(Clause clause, Clause? after)
    {
        var isStopped = clause.TakeFlag("stopped");
        var isRunning = clause.TakeFlag("running");
        var fits = after is not null && after.Sentence == clause.Sentence && ((isStopped && after.Is("start")) || (isRunning && after.Is("stop", "shutdown")));
        if (!fits) clause.Unknown.Add(clause.VerbText);
        (clause.Verb, clause.VerbText) = fits ? ("mention", "") : ("", "");
    }

    /// <summary>A verb and nothing else, but for how it is to be done.</summary>
    private static bool IsBare(Clause clause) => clause.Unknown.Count == 0 && clause.Subject is null && clause.Facets.TrueForAll(f => f.Slot == Slot.Flag);

    private static bool SaysAgain(Clause before, Clause clause)
    {
        if (!IsBare(clause) || clause.Verb.Length == 0 || clause.Verb != before.Verb || clause.Sentence != before.Sentence || IsBare(before)) return false;
        before.Facets.AddRange(clause.Facets);
        if (clause.VerbText.Length > before.VerbText.Length) before.VerbText = clause.VerbText;
        return true;
    }

    /// <summary>"restore the backup into a new container 305 and start it": the one that is restored.</summary>
    private static bool TakesStart(Clause before, Clause clause)
    {
        if (!before.Is("restore") || !clause.Is("start") || clause.Unknown.Count > 0 || clause.Subject is not null || clause.Facets is not [{ Guests.Pronoun: not null }]) return false;
        before.Facets.Add(new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new("running") }, 0, 0, clause.VerbText));
        return true;
    }

    private static bool TakesNames(Clause before, Clause clause)
    {
        if (clause.Verb.Length > 0 || before.Verb is not ("create" or "clone") || clause.Unknown.Count > 0 || clause.Subject is not null || clause.Facets.Count == 0) return false;
        if (before.Has(Slot.Names) || before.Subject is not null || !clause.Facets.TrueForAll(f => f.Slot == Slot.Names)) return false;
        before.Facets.AddRange(clause.Facets);
        return true;
    }

    /// <summary>"back up web-1 every night; keep 7", "Back up web-1. Storage nas.": how many are kept and where, in a sentence of its own.</summary>
    private static bool TakesKeep(Clause before, Clause clause)
    {
        var isBackup = before.Is("backup", "schedule") || before.HasObject("backup", "backupjob") || before.Has(Slot.Job);
        if (!isBackup
            || !clause.Is("", "keep")
            || clause.Unknown.Count > 0
            || clause.Subject is not null
            || clause.Facets.Count == 0
            || !clause.Facets.TrueForAll(f => f.Slot == Slot.Keep || (clause.Verb.Length == 0 && before.Is("backup", "schedule") && (f.Slot == Slot.Mode || (f is { Slot: Slot.Storage, Role: "" } && !before.Has(Slot.Storage))))))
        {
            return false;
        }

        before.Facets.AddRange(clause.Facets);
        return true;
    }

    private static IEnumerable<Facet> Guests(Clause clause) => clause.Facets.Where(f => f.Guests is { Pronoun: null }).Select(f => f with { IsUsed = false });
}
