using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares the removal of a bridge, bond or VLAN. It takes effect when the node's network is applied.</summary>
/// <param name="Type">As planning saw it.</param>
/// <param name="Address">As planning saw it: one that carries the node's address is refused.</param>
public sealed record RemoveInterface(NodeName Node, string Name, string Type, string? Address) : ResourceStep
{
    public const string KindName = "remove-interface";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new(Type, "removed");

    public override string Noun => $"{Type} {Name} on {Node}";

    public override NodeName? Place => Node;

    public override string? Loses => Noun;

    public override string Title => $"Prepare the removal of {Noun}";

    public override IReadOnlyList<Field>? Seen => [new("type", Type), new("cidr", Address)];

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/network", "iface", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new($"/nodes/{Node}", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/nodes/{Node}/network/{Name}");

    public override string Done(ICallNames names) => $"The removal of {Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsInterface(Name)) yield return $"'{Name}' is no name of an interface.";
        if (Type is not ("bridge" or "bond" or "vlan")) yield return $"{Name} is a {Type}: only bridges, bonds and VLANs are removed.";
        if (Address is not null) yield return $"{Name} carries the address {Address} of {Node}, which would be cut off.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNode(Node);
}
