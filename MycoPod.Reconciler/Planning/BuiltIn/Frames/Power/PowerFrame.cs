using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;

/// <summary>"Start web-1", "shut down all VMs on pve1", "reboot it".</summary>
internal sealed class PowerFrame : IFrame
{
    /// <summary>How long a guest's own system may take to shut down.</summary>
    private const int Patience = 180;

    private static readonly string[] Verbs = ["start", "stop", "shutdown", "reboot", "reset", "suspend", "resume"];

    private static readonly string[] StartWords = ["fire up", "spin up", "launch", "put up", "stand up"];

    public bool Fits(Clause clause, Draft draft) => IsStart(clause, draft) || Verbs.Contains(clause.Verb) && !clause.HasAny(Slot.SnapName, Slot.Job, Slot.Software, Slot.Command);

    /// <summary>"fire up web-1": what is there already can only be started.</summary>
    private static bool IsStart(Clause clause, Draft draft) =>
        clause.Is("create") && StartWords.Contains(clause.VerbText.ToLowerInvariant()) && clause.Has(Slot.Guests) && clause.Facets.TrueForAll(f => f.Guests is { Pronoun: null }) && clause.Subject is null && Lookup.AreThere(clause, draft);

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.Is("create")) clause.Verb = "start";
        if (!clause.Is("start", "resume") && clause.Facets.Find(f => f.Slot == Slot.Flag && f["f"] == "unlessso") is { Text: var need } && need.ToLowerInvariant() is "if needed" or "if necessary")
        {
            draft.Ask($"{Draft.Quote(need)}: whether that is needed cannot be seen before. Is it to be done?");
            return;
        }

        if (IsOneMeant(clause, draft)) Lookup.GoOn(clause, draft);
        if (clause.Is("start") && !clause.Has(Slot.Guests) && draft.Last.Any(t => t.Made is not null) && clause.Unknown.Count == 0 && clause.Subject is null) Lookup.GoOn(clause, draft);
        var condition = PowerCondition.Of(clause);
        if (IsOdd(clause, condition, draft)) return;
        clause.TakeFlag("unlessso", "online", "atonce");
        var isToDisk = clause.Is("suspend") && (clause.VerbText.Contains("hibernate", StringComparison.OrdinalIgnoreCase) | TakeDisk(clause));
        var isAll = clause.Facets.Exists(f => f.Guests is { IsAll: true });
        ReadManner(clause);
        if (clause.Take(Slot.Node, "every") is not null && !clause.Has(Slot.Guests))
        {
            draft.Problem("Nodes are neither switched off nor restarted by a plan: that cuts the cluster's people off.");
            return;
        }

        var patience = clause.Is("shutdown", "reboot") && clause.Take(Slot.Timeout) is { } timeout ? (int)timeout.Value.Number * (timeout.Role == "minutes" ? 60 : 1) : Patience;
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (condition is { } wanted && draft.PowerOf(target) != wanted && draft.PowerOf(target) is GuestPower.Running or GuestPower.Stopped) draft.Already($"{target.Name} {(wanted == GuestPower.Running ? "is stopped" : "runs")}: by the text nothing is done with it then.");
            else if (isToDisk) ToDisk(target, draft);
            else Switch(clause.Verb, target, draft, isAll, patience);
        }

        if (clause.Facets.Find(f => f is { Slot: Slot.Object, IsUsed: false } && f["o"] is not ("vm" or "ct" or "server" or "cluster")) is { } thing
            && !draft.IsStuck)
        {
            draft.Problem($"{Draft.Quote($"{clause.VerbText} … {thing.Text}")}: guests are started and stopped as a whole. What is to be done?");
        }
    }

    /// <summary>"Set VM 100 to 6 cores and restart VM": the one that was named in the same sentence.</summary>
    private static bool IsOneMeant(Clause clause, Draft draft) =>
        draft.Last is [{ } one]
        && draft.LastSentence == clause.Sentence
        && clause is { Unknown.Count: 0, Subject: null }
        && clause.Facets.FindAll(f => !f.IsUsed) is [{ Slot: Slot.Object, Text: var noun } thing]
        && thing["o"] == (one.Kind == Core.Inventory.GuestKind.Vm ? "vm" : "ct")
        && !noun.EndsWith('s');

    /// <summary>What cannot be meant as it is said, and was asked about.</summary>
    private static bool IsOdd(Clause clause, GuestPower? condition, Draft draft)
    {
        if (clause.Is("start", "resume") && condition == GuestPower.Running) draft.Ask($"{Draft.Quote(clause.VerbText)}: only while it runs already? Then there is nothing to start.");
        else if (WholeGuest.IsPartAsked(clause, draft)) return true;
        else if (clause.Has(Slot.Guests) && (WholeGuest.Part(clause) ?? WholeGuest.Passed(clause, "over", "about")) is { } part) draft.Ask($"{Draft.Quote($"{clause.VerbText} … {part}")}: is the guest itself meant, or something in it?");
        else return false;
        return true;
    }

    /// <summary>"suspend VM 100 to disk".</summary>
    private static bool TakeDisk(Clause clause) => clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "disk" && f.Lead == "to") && clause.TakeObject("disk");

    private static void ToDisk(Target target, Draft draft)
    {
        if (draft.PowerOf(target) == GuestPower.Stopped) draft.Already($"{target.Name} is stopped already.");
        else draft.Do(new SuspendGuest(target.Reference) { ToDisk = true });
        draft.SetPower(target, GuestPower.Stopped);
    }

    /// <summary>"gracefully", "by force", "hard": the way makes another verb of it.</summary>
    private static void ReadManner(Clause clause)
    {
        if (clause.Verb == "stop" && clause.TakeFlag("graceful")) clause.Verb = "shutdown";
        if (clause.Is("reset") && clause.VerbText.StartsWith("hard", StringComparison.OrdinalIgnoreCase)) clause.Facets.Add(new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new("force") }, 0, 0, clause.VerbText));
        if (clause.Is("reset") && clause.TakeFlag("force")) clause.Verb = "hard-reset";
        if (clause.Is("reset") && clause.TakeFlag("graceful")) clause.Verb = "reboot";
        if (clause.Verb == "shutdown" && clause.TakeFlag("force")) clause.Verb = "stop";
        clause.TakeFlag("graceful", "force");
    }

    private static void Switch(string verb, Target target, Draft draft, bool isAll, int patience)
    {
        var power = draft.PowerOf(target);
        if (verb == "hard-reset" && target.Existing is not null && power == GuestPower.Running)
        {
            draft.Assume($"{target.Name} is stopped hard and started again: what its system has not written is lost.");
            TurnOff("stop", target, power, draft);
            TurnOn(target, GuestPower.Stopped, draft);
        }
        else if (verb is "reset" && target.Existing is not null && power == GuestPower.Running) draft.Ask($"{target.Name}: is it to be restarted by its own system, or stopped hard and started again, where it loses what is not written?", $"restart {target.Name}", $"hard reset {target.Name}");
        else if (verb is "reboot" or "reset" or "hard-reset") Reboot(target, power, draft, isAll, patience);
        else if (verb is "start" or "resume") TurnOn(target, power, draft);
        else TurnOff(verb, target, power, draft, patience);
    }

    private static void Reboot(Target target, GuestPower power, Draft draft, bool isAll, int patience)
    {
        if (target.Made is not null) draft.Already($"{target.Name} is new: there is nothing to restart.");
        else if (power != GuestPower.Stopped) draft.Do(new RebootGuest(target.Reference, patience));
        else if (isAll) draft.Already($"{target.Name} is stopped.");
        else draft.Ask($"{target.Name} is stopped. Is it to be started?", $"start {target.Name}", "leave it");
    }

    public static void TurnOn(Target target, GuestPower power, Draft draft)
    {
        if (power == GuestPower.Running) draft.Already($"{target.Name} runs already.");
        else if (target.Existing is { IsTemplate: true }) draft.Problem($"{target.Name} is a template: it neither starts nor stops.");
        else if (target.Existing is not null) draft.Do(power == GuestPower.Paused ? new ResumeGuest(target.Reference) : new StartGuest(target.Reference));
        else if (target.Made is { MayStart: false }) draft.Problem($"Is {target.Name} to be started or not? The text says both.");
        draft.SetPower(target, GuestPower.Running);
    }

    public static void TurnOff(string verb, Target target, GuestPower power, Draft draft, int patience = Patience)
    {
        if (power == GuestPower.Stopped)
        {
            draft.Already($"{target.Name} is stopped already.");
            return;
        }

        draft.Do(verb switch
        {
            "stop" => new StopGuest(target.Reference),
            "suspend" => new SuspendGuest(target.Reference),
            _ => new ShutDownGuest(target.Reference, patience, ThenStop: false),
        });
        draft.SetPower(target, verb == "suspend" ? GuestPower.Paused : GuestPower.Stopped);
    }
}
