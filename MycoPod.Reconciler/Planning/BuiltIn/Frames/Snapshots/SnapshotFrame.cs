using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Snapshots;

/// <summary>"Snapshot VM 100 as before-update", "create snapshots of all VMs on pve1".</summary>
internal sealed partial class SnapshotFrame : IFrame
{
    private const string UsualName = "snapshot";

    public bool Fits(Clause clause, Draft draft) => clause.Is("snapshot") || (clause.Verb.Length == 0 && (clause.HasObject("snapshot") || clause.Has(Slot.SnapName)) && clause.Has(Slot.Guests)) || (clause.Is("create", "add", "schedule", "exist", "have") && clause.HasObject("snapshot"))
        || IsDescribed(clause) || (clause.Is("create", "add") && clause.Has(Slot.SnapName) && clause.Has(Slot.Guests));

    /// <summary>"change the description of web-1's snapshot clean to …".</summary>
    private static bool IsDescribed(Clause clause) => clause.Is("set") && clause.HasObject("notes") && (clause.Has(Slot.SnapName) || clause.HasObject("snapshot")) && clause.Has(Slot.Guests);

    private static void Describe(Clause clause, Draft draft)
    {
        var name = clause.Take(Slot.SnapName)?["x"];
        clause.TakeObject("snapshot");
        var text = clause.TakeComment();
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        if (text is null || name is null || targets is not [{ Existing: { } guest } target]) draft.Ask("What is to be the description of which snapshot? Write it in quotes.");
        else if (!draft.Cluster.SnapshotsOf(guest).Any(s => s.Name == name)) draft.Problem($"{guest.Name} has no snapshot {name}.");
        else draft.Do(new CallApi("PUT", $"/nodes/{guest.Node}/{guest.Kind.ApiName()}/{{id}}/snapshot/{name}/config", [new("description", text)], target.Reference));
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (IsDescribed(clause))
        {
            Describe(clause, draft);
            return;
        }

        if (clause.Has(Slot.Schedule)) draft.Problem("Proxmox takes no snapshots by a schedule: ask for backups by one, or for a snapshot now.");
        var notes = clause.TakeComment();
        var name = Name(clause);
        var memory = clause.TakeFlag("withmemory");
        clause.TakeFlag("nomemory", "online", "atonce", "latest");
        clause.TakeObject("snapshot");
        Lookup.GoOn(clause, draft);
        foreach (var target in Lookup.Guests(clause, draft) ?? []) Take(target, name, memory, notes, draft);
        clause.TakeFlag("stopped", "running");
    }

    /// <summary>As named, wherever it stands; quotes are part of no name.</summary>
    internal static string? Name(Clause clause) =>
        (clause.Take(Slot.Names) ?? clause.Take(Slot.SnapName) ?? clause.Take(Slot.QuotedText) ?? clause.Take(f => f.Slot is Slot.Command or Slot.FileName or Slot.Place))?.Value.Text;

    private static void Take(Target target, string? name, bool memory, string? notes, Draft draft)
    {
        var wanted = name is null ? null : Unfit().Replace(name, "-");
        if (wanted is not null && wanted != name) draft.Assume($"The snapshot is named {wanted}: Proxmox takes letters, digits, - and _.");
        if (memory && (target.Kind == GuestKind.Ct || draft.PowerOf(target) != GuestPower.Running))
        {
            draft.Assume($"{target.Name} {(target.Kind == GuestKind.Ct ? "is a container" : "does not run")}: there is no memory to keep.");
            memory = false;
        }

        if (target.Existing is { } guest)
        {
            var taken = draft.Cluster.SnapshotsOf(guest).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            if (wanted is not null && taken.Contains(wanted))
            {
                draft.Problem($"{guest.Name} has a snapshot {wanted} already.");
                return;
            }

            for (var number = 1; wanted is null; number++)
            {
                if (!taken.Contains($"{UsualName}-{number}")) draft.Assume($"No name is said: the snapshot of {guest.Name} is {wanted = $"{UsualName}-{number}"}.");
            }
        }

        var snapshot = wanted ?? $"{UsualName}-1";
        draft.DoLater(() => [new CreateSnapshot(target.Reference, snapshot, memory) { Notes = notes }]);
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]")]
    private static partial Regex Unfit();
}
