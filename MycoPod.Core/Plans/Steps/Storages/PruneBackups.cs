using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Deletes the backups of a storage that a rule does not keep. Exactly those that were approved go, or none.</summary>
/// <param name="Keep">As in keep-last=3,keep-daily=7.</param>
/// <param name="Guest">The guest whose backups are meant; null for those of all guests.</param>
/// <param name="Deletes">Volume ids of what the rule does not keep, as planning saw it.</param>
public sealed record PruneBackups(NodeName Node, string Storage, string Keep, Vmid? Guest, IReadOnlyList<string> Deletes) : Step
{
    public const string KindName = "prune-backups";

    private const int MostInTitle = 5;

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("storage", "pruned");

    public override string? Loses => $"{(Deletes.Count == 1 ? "backup" : "backups")} {string.Join(", ", Deletes.Select(Names.FileOf))} on {Storage}";

    public override string Title =>
        $"Delete {Deletes.Count} {(Deletes.Count == 1 ? "backup" : "backups")}{(Guest is null ? "" : $" of guest {Guest}")} on {Storage}, keeping {Keep}: {string.Join(", ", Deletes.Take(MostInTitle).Select(Names.FileOf))}{(Deletes.Count > MostInTitle ? $" and {Deletes.Count - MostInTitle} more" : "")}";

    public override string Subject => Storage;

    public override NodeName? Place => Node;

    public override IReadOnlyList<Need> Needs => Guest is { } vmid
        ? [Need.OnStorage(Storage, "Datastore.AllocateSpace"), new($"/vms/{vmid}", "VM.Backup")]
        : [Need.OnStorage(Storage, "Datastore.Allocate")];

    /// <summary>What lists the backups with what the rule does to each; the request deletes at the same path.</summary>
    public string Path => $"/nodes/{Node}/storage/{Storage}/prunebackups";

    /// <summary>The rule, and whose backups it is about.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Rule => Properties.Parameters(("prune-backups", Keep), ("vmid", Guest?.ToString()));

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", Path, Rule, new StartedTask(Node, "prunebackups", Guest is null ? Storage : $"{Guest}@{Storage}"));

    public override string Done(ICallNames names) => $"{Storage} holds what {Keep} keeps";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (!Names.IsKeeping(Keep) || Keep == "keep-all=1") yield return $"'{Keep}' is no rule for deleting backups, as in keep-last=3,keep-daily=7.";
        if (Deletes.Count == 0) yield return "The rule deletes nothing.";
        foreach (var other in Deletes.Where(d => !Names.IsBackup(d) || !d.StartsWith($"{Storage}:", StringComparison.Ordinal))) yield return $"'{other}' is no backup on {Storage}.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckNode(Node), .. cluster.CheckStorage(Node, Storage, "backup")];
}
