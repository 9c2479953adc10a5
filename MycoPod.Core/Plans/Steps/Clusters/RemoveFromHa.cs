using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Takes a guest out of HA. It stays as it is, running or not.</summary>
public sealed record RemoveFromHa(GuestReference Guest) : GuestStep, IFieldStep
{
    public const string KindName = "remove-from-ha";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "taken out of HA");

    public string Noun => $"HA resource of {Guest.Name}";

    public override string Title => $"Take {Guest.Name} out of HA";

    public IReadOnlyList<Field>? Seen => null;

    public FieldQuery Query(int number, ICallNames names) => new("/cluster/ha/resources", "sid", Sid(names));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Console")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/cluster/ha/resources/{Sid(names)}");

    public override string Done(ICallNames names) => $"{Guest.Name} is not under HA";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);

    private string Sid(ICallNames names) => $"{(Guest.Type == GuestKind.Vm ? "vm" : "ct")}:{names.IdOf(Guest)}";
}
