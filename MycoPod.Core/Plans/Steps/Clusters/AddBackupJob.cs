using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Backs guests up by a schedule. The job has an id of the plan's choosing: without one, every request would make another.</summary>
/// <param name="Schedule">Calendar event, as in 02:30 or sun 03:00.</param>
/// <param name="Guests">Existing guests; empty for all.</param>
/// <param name="Keep">How many backups are kept, as in keep-last=3,keep-daily=7; null for the storage's own rule.</param>
public sealed record AddBackupJob(string Id, string Schedule, string Storage, IReadOnlyList<GuestReference> Guests, string? Pool, string Mode, string? Keep) : ResourceStep
{
    public const string KindName = "add-backup-job";

    /// <summary>Those of all guests that are not backed up; null for none.</summary>
    public IReadOnlyList<GuestReference>? Except { get; init; }

    public string? Comment { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("backup job", "added");

    public override string Noun => $"backup job {Id}";

    public override string Title => $"Add {Noun}: {Who} to {Storage}, {Schedule}{(Keep is null ? "" : $", {Keep}")}{(Comment is null ? "" : $", comment \"{Names.OneLine(Comment)}\"")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/backup", "id", Id);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) =>
        [new("schedule", Schedule), new("storage", Storage), new("mode", Mode), new("vmid", Numbers(names), FieldShape.Set), new("pool", Pool), new("all", Guests.Count == 0 && Pool is null), .. Except is null ? [] : new[] { new Field("exclude", Excluded(names), FieldShape.Set) }, .. Comment is null ? [] : new[] { new Field("comment", Comment) }];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        "/cluster/backup",
        Parameters(
            ("id", Id),
            ("schedule", Schedule),
            ("storage", Storage),
            ("mode", Mode),
            ("compress", "zstd"),
            ("enabled", "1"),
            ("vmid", Numbers(names)),
            ("pool", Pool),
            ("all", Guests.Count == 0 && Pool is null ? "1" : null),
            ("exclude", Except is null ? null : Excluded(names)),
            ("comment", Comment),
            ("prune-backups", Keep)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsConfigId(Id)) yield return $"'{Id}' is no id of a job: a letter, then letters, digits, - and _, at least 2.";
        if (!Names.IsSchedule(Schedule)) yield return $"'{Schedule}' is no schedule, as in 02:30 or sun 03:00.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Mode is not ("snapshot" or "suspend" or "stop")) yield return $"'{Mode}' is no way to back up: snapshot, suspend or stop.";
        if (Guests.Count > 0 && Pool is not null) yield return "A job backs up guests or a pool, not both.";
        if (Pool is not null && !Names.IsPool(Pool)) yield return $"'{Pool}' is no name of a pool.";
        if (Keep is not null && !Names.IsKeeping(Keep)) yield return $"'{Keep}' is no rule for keeping backups, as in keep-last=3,keep-daily=7.";
        if (Except is { Count: > 0 } && (Guests.Count > 0 || Pool is not null)) yield return "Guests are left out of all, not of some.";
        if (Comment is { Length: 0 or > 512 } || Comment?.Any(char.IsControl) == true) yield return "A comment is one line of 1 to 512 characters.";
        foreach (var unknown in Guests.Concat(Except ?? []).Where(g => g.Vmid is null)) yield return $"{unknown.Name} has no number yet: a job names guests that exist.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in Guests.Concat(Except ?? []).SelectMany(cluster.CheckGuest)) yield return problem;
        if (!cluster.Storages.Exists(s => s.Name == Storage && s.Content.Contains("backup"))) yield return $"There is no storage {Storage} that takes backups.";
    }

    private string Who => Guests.Count > 0 ? string.Join(", ", Guests.Select(g => g.Name)) : Pool is not null ? $"the pool {Pool}" : Except is { Count: > 0 } ? $"all guests but {string.Join(", ", Except.Select(g => g.Name))}" : "all guests";

    private string Excluded(ICallNames names) => string.Join(',', (Except ?? []).Select(names.IdOf));

    private string? Numbers(ICallNames names) => Guests.Count == 0 ? null : string.Join(',', Guests.Select(names.IdOf));
}
