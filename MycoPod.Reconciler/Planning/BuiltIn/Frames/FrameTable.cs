using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Clusters;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Firewalls;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Snapshots;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>All frames; the first that fits a clause plans it.</summary>
internal static class FrameTable
{
    public const string Coverage = "Built-in planning covers guests, their disks, snapshots and backups, storages, networks, firewalls, users, pools, HA, and commands in guests.";
    private const int MostWords = 12;

    /// <summary>Said by the way; what it is about stands elsewhere.</summary>
    private static readonly Slot[] Asides = [Slot.PurposeWord, Slot.Purpose, Slot.Increment, Slot.Only, Slot.ClusterWide];

    /// <summary>Nouns that no frame may pass over: left unused, something else was meant.</summary>
    private static readonly string[] Weighty = ["snapshot", "backup", "backupjob", "replication", "ha", "hagroup", "token", "timezone", "notes"];

    private static readonly IFrame[] Frames =
    [
        new MentionFrame(), new DiskOptionsFrame(), new DeleteSnapshotFrame(), new RollBackFrame(), new SnapshotFrame(),
        new RestoreFrame(), new BackupJobFrame(), new ChangeBackupJobFrame(), new PruneFrame(), new DeleteBackupFrame(), new BackupFrame(),
        new ReplicationFrame(), new HaFrame(),
        new UserFrame(), new GroupFrame(), new TokenFrame(), new RoleFrame(), new GrantFrame(),
        new FirewallObjectFrame(), new FirewallRuleFrame(), new FirewallSwitchFrame(),
        new PoolFrame(), new TagFrame(),
        new StorageFrame(), new RemoveStorageFrame(), new UploadFrame(), new DownloadFrame(),
        new SdnFrame(), new PreparedNetworkFrame(), new InterfaceFrame(),
        new ShellFrame(), new SoftwareFrame(),
        new MigrateFrame(), new ConvertFrame(), new MoveDiskFrame(), new CdFrame(), new AddDiskFrame(), new ResizeFrame(), new DetachFrame(), new CardFrame(),
        new DeleteGuestFrame(), new CreateGuestFrame(), new PowerFrame(), new StateFrame(), new ConfigureFrame(),
    ];

    public static void Plan(Clause clause, Draft draft)
    {
        var parts = Distribution.Split(clause);
        if (parts.Count == 0) draft.Problem($"{Draft.Quote(string.Join(" ", clause.Facets.OrderBy(f => f.First).Select(f => f.Text)))}: what belongs to which guest? Say it in a sentence for each.");
        foreach (var part in parts) PlanOne(part, draft);
        if (parts.Count > 1) draft.Last = [.. parts.SelectMany(p => p.Facets).Select(f => f.Guests).OfType<GuestPhrase>().SelectMany(p => Lookup.Resolve(p, draft) ?? []).Distinct()];
    }

    private static void PlanOne(Clause clause, Draft draft)
    {
        Settle(clause, draft);
        if (!ListedWords.AreKnown(clause, draft) || IsHere(clause, draft) || Pointing.IsAtAdded(clause, draft)) return;
        if (Array.Find(Frames, f => f.Fits(clause, draft)) is not { } frame)
        {
            Unfit(clause, draft);
            return;
        }

        var (asked, refused) = (draft.Questions.Count, draft.Problems.Count);
        frame.Plan(clause, draft);
        Pointing.Note(clause, draft);
        if (draft.Questions.Count > asked || (draft.Problems.Count > refused && clause.Unknown.Count == 0)) return;
        var left = clause.Facets.Where(f => !f.IsUsed && !(Asides.Contains(f.Slot) && !f.IsPlace) && !(f.Slot == Slot.Object && !Weighty.Contains(f["o"]) && !ListedWords.IsJoined(clause, f)) && f is not { Slot: Slot.Count, Text: "one" }).Select(f => f.Text).Concat(clause.Unknown).Concat(clause.Subject is { } word ? [word] : []).Distinct(StringComparer.Ordinal).ToList();
        if (left.Count > 0) NotUnderstood(left, draft);
        NoteReasons(clause, draft);
    }

    /// <summary>"on the same node as web-1" is that node and "the user bob in the pve realm" is bob@pve, for whatever frame it is; "nightly backup of web-1" asks for one.</summary>
    private static void Settle(Clause clause, Draft draft)
    {
        if (clause.Is("update") && clause.Has(Slot.Guests) && clause.HasAny(Slot.Cores, Slot.Memory, Slot.Ip, Slot.Gateway, Slot.Vlan, Slot.Dns)) SettleUpdate(clause, draft);
        if (IsHeadedBackup(clause)) clause.Verb = "backup";
        for (var index = 0; index < clause.Facets.Count; index++)
        {
            if (clause.Facets[index] is { Slot: Slot.Node, Role: "with" } near && draft.Cluster.FindGuest((int)near.Value.Number) is { } guest) clause.Facets[index] = near with { Role = "to", Captures = Facet.Of(Slot.Node, guest.Node.Value).Captures };
            if (clause.Facets[index] is { Slot: Slot.Account } account && account.Has("r")) clause.Facets[index] = account with { Captures = Facet.Of(Slot.Account, $"{account["x"]}@{account["r"]}").Captures };
        }
    }

    /// <summary>"update web-1: 4 cores" and "upgrade web-1 to 4 cores" change it; who updates all that have 4 cores may mean their packages.</summary>
    private static void SettleUpdate(Clause clause, Draft draft)
    {
        var isPlain = !clause.VerbText.Equals("patch", StringComparison.OrdinalIgnoreCase) && !clause.HasObject("packages") && !clause.Facets.Exists(f => f.Guests is { IsAll: true });
        if (isPlain) clause.Verb = "set";
        else draft.Ask($"{Draft.Quote(clause.VerbText)}: are the packages to be updated, or are values to be changed? Say “set” for values.");
    }

    /// <summary>"Backup of web-1 to nas", "nightly backup of web-1": one, at one time.</summary>
    private static bool IsHeadedBackup(Clause clause) =>
        clause is { Verb: "", Subject: null, Unknown.Count: 0 }
        && clause.Has(Slot.Guests)
        && clause.Facets.Count(f => f.Slot == Slot.Schedule) <= 1
        && clause.Facets.Count(f => f.Slot == Slot.Object && f["o"] == "backup") == 1
        && !clause.Facets.Exists(f => f.Slot == Slot.Flag)
        && clause.Facets.Find(f => f.Slot is not Slot.Schedule and not Slot.Count) is { Slot: Slot.Object or Slot.Mode };

    /// <summary>"on this node" is clear where there is one only.</summary>
    /// <returns>Whether it was asked about.</returns>
    private static bool IsHere(Clause clause, Draft draft)
    {
        if (clause.Take(Slot.Node, "this") is not { } here || draft.Cluster.Inventory.Nodes.Count == 1) return false;
        draft.Ask($"{Draft.Quote(here.Text)}: which node is meant?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value));
        return true;
    }

    private static void NoteReasons(Clause clause, Draft draft)
    {
        foreach (var purpose in clause.Facets.Where(f => f is { IsUsed: false, Slot: Slot.Purpose })) draft.Assume(purpose.Role == "stays" ? $"{Draft.Quote(purpose.Text)}: no step is needed for it." : $"{Draft.Quote(purpose.Text)} is taken as the reason: nothing is done about it.");
    }

    private static void Unfit(Clause clause, Draft draft)
    {
        if (clause.Facets.Count > 0 && clause.Verb.Length == 0 && clause.Unknown.Count == 0 && clause.Facets.TrueForAll(f => f.Slot is Slot.Purpose))
        {
            NoteReasons(clause, draft);
            return;
        }

        NotUnderstood([.. new[] { clause.VerbText }.Where(v => v.Length > 0), .. clause.Facets.Select(f => f.Text), .. clause.Unknown, .. clause.Subject is { } word ? [word] : Array.Empty<string>()], draft);
    }

    private static void NotUnderstood(IEnumerable<string> said, Draft draft)
    {
        var words = said.Distinct(StringComparer.Ordinal).ToList();
        var more = words.Count > MostWords ? $" and {words.Count - MostWords} more" : "";
        draft.Problem($"I did not understand: {string.Join(", ", words.Take(MostWords).Select(Draft.Quote))}{more}. {Coverage}");
    }
}
