using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Copies a guest's ZFS disks to another node again and again.</summary>
/// <param name="Job">Number of the job for this guest, from 0.</param>
/// <param name="Schedule">Calendar event, as in */15 or 22:30.</param>
public sealed record AddReplication(GuestReference Guest, int Job, NodeName TargetNode, string Schedule) : GuestStep, IFieldStep
{
    public const string KindName = "add-replication";

    /// <summary>The most it takes, in MB per second; null for no limit.</summary>
    public int? RateMBs { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("replication job", "added");

    public string Noun => $"replication job {Job} of {Guest.Name}";

    public override string Title => $"Replicate {Guest.Name} to {TargetNode}, {Schedule}{(RateMBs is null ? "" : $", at most {RateMBs} MB/s")}";

    public IReadOnlyList<Field>? Seen => null;

    public FieldQuery Query(int number, ICallNames names) => new("/cluster/replication", "id", Id(names));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("target", TargetNode.Value), new("schedule", Schedule), .. RateMBs is { } rate ? [new("rate", $"{rate}")] : Array.Empty<Field>()];

    public override IReadOnlyList<Need> Needs => [new("/storage", "Datastore.Allocate"), Need.OnGuest(Guest, "VM.Audit")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", "/cluster/replication", [new("id", Id(names)), new("type", "local"), new("target", TargetNode.Value), new("schedule", Schedule), .. RateMBs is { } rate ? [KeyValuePair.Create("rate", $"{rate}")] : Array.Empty<KeyValuePair<string, string>>()]);

    public override string Done(ICallNames names) => $"{Guest.Name} is replicated to {TargetNode}";

    public override IEnumerable<string> CheckArguments()
    {
        if (Job is < 0 or > 999) yield return $"{Job} is no number of a job: 0 to 999.";
        if (RateMBs is < 1) yield return $"{RateMBs} MB/s is no rate.";
        if (TargetNode == Guest.Node) yield return $"{Guest.Name} is on {TargetNode} itself.";
        if (!Names.IsSchedule(Schedule)) yield return $"'{Schedule}' is no schedule, as in */15 or 22:30.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => [.. cluster.CheckGuest(Guest), .. cluster.CheckNode(TargetNode)];

    private string Id(ICallNames names) => $"{names.IdOf(Guest)}-{Job}";
}
