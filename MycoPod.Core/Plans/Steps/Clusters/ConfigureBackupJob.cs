using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Changes a backup job: when, where, whom, how many are kept, whether at all.</summary>
/// <param name="Changes">schedule, storage, mode, enabled (0 or 1), comment or prune-backups, as the API writes them.</param>
/// <param name="Guests">All guests that it backs up afterwards; empty where that stays as it is. They take the place of a pool, or of all guests.</param>
/// <param name="SeenGuests">The numbers that it named at planning, separated by commas; null where it named none.</param>
public sealed record ConfigureBackupJob(string Id, IReadOnlyList<FieldChange> Changes, IReadOnlyList<GuestReference> Guests, string? SeenGuests) : ResourceStep
{
    public const string KindName = "configure-backup-job";

    private static readonly Dictionary<string, (string Noun, FieldShape Shape)> Known = new(StringComparer.Ordinal)
    {
        ["schedule"] = ("schedule", FieldShape.Text),
        ["storage"] = ("storage", FieldShape.Text),
        ["mode"] = ("mode", FieldShape.Text),
        ["enabled"] = ("enabled", FieldShape.Flag),
        ["comment"] = ("comment", FieldShape.Text),
        ["prune-backups"] = ("backups kept", FieldShape.Properties),
    };

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("backup job", "changed");

    public override string Noun => $"backup job {Id}";

    public override string Title => $"Change {Noun}: {string.Join(", ", Changes.Select(Say).Concat(Guests.Count == 0 ? [] : [$"guests {string.Join(", ", Guests.Select(g => g.Name))}, instead of {SeenGuests ?? "none by name"}"]))}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/backup", "id", Id);

    public override IReadOnlyList<Field>? Seen => [.. Changes.Select(c => c.Before(Shape(c), IsOnByDefault(c))), .. Guests.Count == 0 ? [] : new[] { new Field("vmid", SeenGuests, FieldShape.Set) }];

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) =>
        [.. Changes.Select(c => c.After(Shape(c), IsOnByDefault(c))), .. Guests.Count == 0 ? [] : new[] { new Field("vmid", Numbers(names), FieldShape.Set) }];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    /// <summary>Numbers that are sent take the place of a pool and of all guests by themselves (pve-manager 8.4, API2/Backup.pm).</summary>
    public override ApiCall Call(int number, ICallNames names) =>
        new("PUT", $"/cluster/backup/{Id}", [.. FieldChange.Parameters(Changes), .. Guests.Count == 0 ? [] : Parameters(("vmid", Numbers(names)))]);

    public override string Done(ICallNames names) => $"{Noun} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsJobId(Id)) yield return $"'{Id}' is no id of a job.";
        foreach (var problem in Changes.Count == 0 && Guests.Count > 0 ? [] : FieldChange.CheckList(Changes)) yield return problem;
        foreach (var problem in Changes.SelectMany(Check)) yield return problem;
        foreach (var unknown in Guests.Where(g => g.Vmid is null)) yield return $"{unknown.Name} has no number yet: a job names guests that exist.";
        if (SeenGuests?.Any(c => !char.IsAsciiDigit(c) && c != ',') == true) yield return $"'{SeenGuests}' are no numbers of guests.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in Guests.SelectMany(cluster.CheckGuest)) yield return problem;
        if (Changes.FirstOrDefault(c => c.Name == "storage")?.To is { } storage && !cluster.Storages.Exists(s => s.Name == storage && s.Content.Contains("backup")))
            yield return $"There is no storage {storage} that takes backups.";
    }

    private static IEnumerable<string> Check(FieldChange change)
    {
        if (!Known.TryGetValue(change.Name, out var known))
        {
            yield return $"'{change.Name}' is nothing that this step changes of a backup job.";
            yield break;
        }

        if (change.To is not { } value)
        {
            if (change.Name is "schedule" or "storage") yield return $"A job needs a {change.Name}.";
            yield break;
        }

        var isRight = change.Name switch
        {
            "schedule" => Names.IsSchedule(value),
            "storage" => Names.IsStorage(value),
            "mode" => value is "snapshot" or "suspend" or "stop",
            "enabled" => value is "0" or "1",
            "prune-backups" => Names.IsKeeping(value),
            _ => value.Length <= 512 && !value.Any(char.IsControl),
        };
        if (!isRight) yield return $"'{value}' is no {known.Noun} of a backup job.";
    }

    private static string Say(FieldChange change) => change.Name == "enabled"
        ? change.To == "0" ? "switched off" : "switched on"
        : $"{Known.GetValueOrDefault(change.Name).Noun ?? change.Name} {change.From ?? "none"} → {change.To ?? "none"}";

    private string Numbers(ICallNames names) => string.Join(',', Guests.Select(names.IdOf));

    private static bool IsOnByDefault(FieldChange change) => change.Name == "enabled";

    private static FieldShape Shape(FieldChange change) => Known.GetValueOrDefault(change.Name).Shape;
}
