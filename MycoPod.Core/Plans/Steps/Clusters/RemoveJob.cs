using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Removes a backup job, a replication job or an HA group. What it made stays; a replication job takes its copies along.</summary>
/// <param name="What">backup, replication or ha-group.</param>
public sealed record RemoveJob(string What, string Id) : ResourceStep
{
    public const string KindName = "remove-job";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new(Word, "removed");

    public override string Noun => $"{Word} {Id}";

    public override string? Loses => What == "replication" ? $"{Noun} with its copies" : Noun;

    public override string Title => $"Remove {Noun}";

    public override FieldQuery Query(int number, ICallNames names) => What switch
    {
        "ha-group" => new(Path, "group", Id),

        // A job that is being removed stays in the list until its node has cleaned up.
        "replication" => new(Path, new KeyValuePair<string, string>[] { new("id", Id), new("remove_job", "") }),
        _ => new(Path, "id", Id),
    };

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [What switch { "replication" => new("/storage", "Datastore.Allocate"), "backup" => new("/", "Sys.Modify"), _ => new("/", "Sys.Console") }];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"{Path}/{Id}");

    public override string Done(ICallNames names) => $"{Noun} is removed";

    public override IEnumerable<string> CheckArguments()
    {
        if (What is not ("backup" or "replication" or "ha-group")) yield return $"'{What}' is not removed by this step: backup, replication or ha-group.";
        if (What == "replication" ? !Names.IsReplicationId(Id) : !Names.IsJobId(Id)) yield return $"'{Id}' is no id of a {Word}.";
    }

    private string Word => What switch
    {
        "backup" => "backup job",
        "replication" => "replication job",
        _ => "HA group",
    };

    private string Path => What switch
    {
        "backup" => "/cluster/backup",
        "replication" => "/cluster/replication",
        _ => "/cluster/ha/groups",
    };
}
