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

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "put under HA");

    public string Noun => $"HA resource of {Guest.Name}";

    public override string Title => $"Put {Guest.Name} under HA, {State}{(Group is null ? "" : $", in group {Group}")}";

    public IReadOnlyList<Field>? Seen => null;

    public FieldQuery Query(int number, ICallNames names) => new("/cluster/ha/resources", "sid", Sid(names));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("group", Group), new("state", State)];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Console")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("sid", Sid(names)), new("state", State)];
        if (Group is not null) parameters.Add(new("group", Group));
        return new("POST", "/cluster/ha/resources", parameters);
    }

    public override string Done(ICallNames names) => $"{Guest.Name} is under HA";

    public override IEnumerable<string> CheckArguments()
    {
        if (Group is not null && !Names.IsConfigId(Group)) yield return $"'{Group}' is no name of an HA group.";
        if (State is not ("started" or "stopped" or "ignored")) yield return $"'{State}' is no state of HA: started, stopped or ignored.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);

    private string Sid(ICallNames names) => $"{(Guest.Type == GuestKind.Vm ? "vm" : "ct")}:{names.IdOf(Guest)}";
}
