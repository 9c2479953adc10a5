using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Restore the homeassistant backup from 2025-04-13 as a new VM with ID 300", "restore the latest backup of pihole".</summary>
internal sealed class RestoreFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("restore") && !clause.HasObject("snapshot") && !clause.Has(Slot.SnapName);

    public void Plan(Clause clause, Draft draft)
    {
        if (WholeGuest.IsPartAsked(clause, draft) || IsPart(clause, draft)) return;
        var isNew = WholeGuest.Passed(clause, "new", "fresh") is not null && clause.HasObject("vm", "ct", "server");
        var isBeside = !isNew && (WholeGuest.Passed(clause, "as", "new", "fresh", "beside", "alongside", "parallel", "next", "into", "another", "different", "separate", "for", "in") is not null || clause.HasObject("clone"));
        var date = BackupDay.Take(clause);
        var isLatest = clause.TakeFlag("latest");
        var storage = clause.Take(Slot.Storage, "to")?["x"];
        var place = (clause.Take(Slot.Storage, "from") ?? clause.Take(Slot.Storage, ""))?["x"];
        if (clause.Take(f => f.Slot == Slot.StorageType && f.Value.Text == "pbs") is not null && place is null) place = Pbs(draft);
        if (place is not null && !HoldsBackups(place, draft)) (storage, place) = (storage ?? place, null);
        var number = NewNumber(clause, draft);
        var name = clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.Place)?.Value.Text;
        isNew |= clause.TakeFlag("copied");
        clause.TakeFlag("inplace");
        var isStarted = clause.TakeFlag("running");
        clause.TakeObject("backup");
        Lookup.GoOn(clause, draft);
        if (draft.IsStuck || Lookup.Guests(clause, draft, mayGuess: false) is not { } targets) return;
        if (targets is not [{ Existing: { } guest } target])
        {
            draft.Ask("Which one guest is to be restored?", targets.Select(t => t.Name));
            return;
        }

        if (number == guest.Vmid.Value) number = null;
        if (number is { } taken && draft.Cluster.FindGuest(taken) is { } other) draft.Problem($"The number {taken} is in use: {other.Name}.");
        if (Choose(guest, date, isLatest, place, draft) is not { } backup) return;
        if (isNew || number is not null || name is not null) Copy(guest, backup, (name, number, isStarted), storage, draft);
        else if (isBeside || clause.Facets.Exists(f => f.Slot is Slot.PurposeWord or Slot.Purpose)) draft.Ask($"Is {guest.Name} to be overwritten with its backup, or is a new guest to be made beside it?", $"restore it over {guest.Name}", "restore it as a new guest with the number …");
        else Over(target, guest, backup, (storage, isStarted), draft);
    }

    /// <summary>"restore only the configuration of web-1", "the database of db-prod": less than the guest.</summary>
    private static bool IsPart(Clause clause, Draft draft)
    {
        if ((WholeGuest.Part(clause) ?? clause.Facets.Find(f => f.Slot == Slot.Object && f["o"] is not ("backup" or "vm" or "ct" or "server" or "clone" or "storage" or "snapshot"))?.Text ?? clause.Take(Slot.Only)?.Text ?? WholeGuest.Passed(clause, "only")) is not { } part) return false;
        draft.Ask($"{Draft.Quote(part)}: a backup brings a guest back as a whole. Is all of it to be restored?");
        return true;
    }

    /// <summary>"the backup on pbs-main" tells where the backup is, not where the disks go to.</summary>
    private static bool HoldsBackups(string storage, Draft draft) => draft.Cluster.Inventory.Storages.Any(s => s.Name == storage && s.Content.Contains("backup") && !s.Content.Contains("images") && !s.Content.Contains("rootdir"));

    /// <summary>"the PBS backup": where there is one Proxmox Backup Server.</summary>
    private static string? Pbs(Draft draft) => draft.Cluster.Inventory.Storages.Where(s => s.Type == "pbs").Select(s => s.Name).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    /// <summary>A number that no guest has is that of the new one.</summary>
    private static int? NewNumber(Clause clause, Draft draft)
    {
        var said = clause.Take(Slot.NewId)?.Get("n")?.Number is { } number ? (int)number : (int?)null;
        if (said is null && clause.Facets.Find(f => f is { Slot: Slot.Count, Role: "", IsUsed: false, Lead: "as" or "to", Value.Number: >= Vmid.Least }) is { } plain) (plain.IsUsed, said) = (true, (int)plain.Value.Number);
        if (said is null
            && clause.Facets.Find(f => !f.IsUsed && f.Guests is { Mentions: [{ Id: { } id }] } && draft.Cluster.FindGuest(id) is null) is { } mentioned
            && (clause.Facets.Count(f => f.Guests is { Pronoun: null }) > 1 || draft.Last.Count == 1))
        {
            mentioned.IsUsed = true;
            said = mentioned.Guests?.Mentions[0].Id;
        }

        return said;
    }

    private static Backup? Choose(Guest guest, BackupDay? date, bool isLatest, string? place, Draft draft)
    {
        var all = draft.Cluster.Backups().Where(b => b.Vmid == guest.Vmid.Value && (place is null || b.Storage.Name == place)).ToList();
        var fitting = date is null ? all : all.Where(date.Fits).ToList();
        if (fitting.Count == 0) draft.Problem(date is null ? $"There is no backup of {guest.Name}." : $"There is no backup of {guest.Name} from {date.Text}. {(all.Count == 0 ? "There is none at all." : $"There are {string.Join(", ", all.Select(b => b.Volume))}.")}");
        else if (fitting.Count == 1 || isLatest) return fitting[^1];
        else draft.Ask($"Which backup of {guest.Name}?", fitting.Select(b => b.Volume));
        return null;
    }

    private static void Copy(Guest guest, Backup backup, (string? Name, int? Number, bool IsStarted) said, string? storage, Draft draft)
    {
        var (name, number, isStarted) = said;
        var node = backup.Storage.IsShared ? guest.Node : backup.Storage.Node;
        if (number is < Vmid.Least or > Vmid.Most)
        {
            draft.Problem($"{number} is no number of a guest: {Vmid.Least} to {Vmid.Most} are.");
            return;
        }

        if (name is null) draft.Assume($"No name is said: it is {name = Placing.FreeName(draft, $"{guest.Name}-restored", isNumbered: false)}.");
        var restore = new RestoreGuest(name, backup.Kind, node, backup.Volume, Disks(guest, backup, storage)) { Vmid = number is { } vmid ? new Vmid(vmid) : null };
        draft.Do(restore);
        if (isStarted) draft.Do(new StartGuest(restore.Made));
        draft.Last = [];
        draft.Assume($"{name} gets network addresses of its own; an address that is set inside of it is still that of {guest.Name}.");
    }

    /// <summary>What the guest is now is lost; the guards ask whether the text says so.</summary>
    private static void Over(Target target, Guest guest, Backup backup, (string? Storage, bool IsStarted) said, Draft draft)
    {
        var ran = draft.PowerOf(target) == GuestPower.Running;
        if (ran) PowerFrame.TurnOff("shutdown", target, GuestPower.Running, draft);
        draft.Do(new RestoreOverGuest(target.Reference, backup.Volume, Disks(guest, backup, said.Storage)));
        if (!ran && said.IsStarted) draft.SetPower(target, GuestPower.Stopped);
        if (!ran && !said.IsStarted) return;
        PowerFrame.TurnOn(target, GuestPower.Stopped, draft);
        if (ran) draft.Assume($"{guest.Name} runs now: it is shut down before, and started again.");
    }

    /// <summary>A container's disk goes to a storage named local unless the request names one, so its own is named.</summary>
    private static string? Disks(Guest guest, Backup backup, string? storage) =>
        storage ?? (backup.Kind == GuestKind.Ct && guest.Settings.GetValueOrDefault("rootfs")?.Split(':') is [var own, _, ..] ? own : null);
}
