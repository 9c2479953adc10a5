using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Makes a group of nodes on which HA runs guests.</summary>
/// <param name="Restricted">Whether its guests run on these nodes alone.</param>
public sealed record AddHaGroup(string Name, IReadOnlyList<NodeName> Nodes, bool Restricted) : ResourceStep
{
    public const string KindName = "add-ha-group";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("HA group", "added");

    public override string Noun => $"HA group {Name}";

    public override string Title => $"Add {Noun} of {string.Join(", ", Nodes)}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/ha/groups", "group", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("nodes", NodeList, FieldShape.Set), new("restricted", Restricted)];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Console")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/ha/groups", Parameters(("group", Name), ("nodes", NodeList), ("restricted", Restricted ? "1" : null)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsConfigId(Name)) yield return $"'{Name}' is no name of an HA group: a letter, then letters, digits, - and _, at least 2.";
        if (Nodes.Count == 0) yield return $"{Noun} has no nodes.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Nodes.SelectMany(cluster.CheckNode);

    private string NodeList => string.Join(',', Nodes);
}
