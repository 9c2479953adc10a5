using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Lets HA keep a guest running. It is started, and started elsewhere when its node fails.</summary>
/// <param name="Group">An HA group, or null.</param>
/// <param name="State">started, stopped or ignored.</param>
public sealed record AddToHa(GuestReference Guest, string? Group, string State) : GuestStep, IFieldStep
{
    public const string KindName = "add-to-ha";

    /// <summary>How often it is started again on its node before it goes elsewhere; null for once.</summary>
    public int? MaxRestarts { get; init; }

    /// <summary>How often it goes to another node before HA gives up; null for once.</summary>
    public int? MaxRelocations { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "put under HA");

    public string Noun => $"HA resource of {Guest.Name}";

    public override string Title => $"Put {Guest.Name} under HA, {State}{(Group is null ? "" : $", in group {Group}")}{(MaxRestarts is null ? "" : $", at most {MaxRestarts} restarts")}{(MaxRelocations is null ? "" : $", at most {MaxRelocations} moves")}";

    public IReadOnlyList<Field>? Seen => null;

    public FieldQuery Query(int number, ICallNames names) => new("/cluster/ha/resources", "sid", Sid(names));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("group", Group), new("state", State), .. MaxRestarts is null ? [] : new[] { new Field("max_restart", $"{MaxRestarts}") }, .. MaxRelocations is null ? [] : new[] { new Field("max_relocate", $"{MaxRelocations}") }];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Console")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("sid", Sid(names)), new("state", State)];
        if (Group is not null) parameters.Add(new("group", Group));
        if (MaxRestarts is { } restarts) parameters.Add(new("max_restart", $"{restarts}"));
        if (MaxRelocations is { } moves) parameters.Add(new("max_relocate", $"{moves}"));
        return new("POST", "/cluster/ha/resources", parameters);
    }

    public override string Done(ICallNames names) => $"{Guest.Name} is under HA";

    public override IEnumerable<string> CheckArguments()
    {
        if (Group is not null && !Names.IsConfigId(Group)) yield return $"'{Group}' is no name of an HA group.";
        if (MaxRestarts is < 0 or > 10 || MaxRelocations is < 0 or > 10) yield return "A guest under HA is restarted and moved 0 to 10 times.";
        if (State is not ("started" or "stopped" or "ignored")) yield return $"'{State}' is no state of HA: started, stopped or ignored.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);

    private string Sid(ICallNames names) => $"{(Guest.Type == GuestKind.Vm ? "vm" : "ct")}:{names.IdOf(Guest)}";
}
