using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Makes a group of nodes on which HA runs guests.</summary>
/// <param name="Restricted">Whether its guests run on these nodes alone.</param>
public sealed record AddHaGroup(string Name, IReadOnlyList<NodeName> Nodes, bool Restricted) : ResourceStep
{
    public const string KindName = "add-ha-group";

    /// <summary>Nodes that go first, as in pve1:2; the highest wins. Null where all are alike.</summary>
    public IReadOnlyList<string>? Priorities { get; init; }

    /// <summary>Whether a guest stays where it is when a node that goes first comes back.</summary>
    public bool? NoFailback { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("HA group", "added");

    public override string Noun => $"HA group {Name}";

    public override string Title => $"Add {Noun} of {string.Join(", ", NodeList.Split(','))}{(NoFailback == true ? ", without going back" : "")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/ha/groups", "group", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("nodes", NodeList, FieldShape.Set), new("restricted", Restricted), .. NoFailback is { } stays ? [new("nofailback", stays)] : Array.Empty<Field>()];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Console")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/ha/groups", Parameters(("group", Name), ("nodes", NodeList), ("restricted", Restricted ? "1" : null), ("nofailback", NoFailback == true ? "1" : null)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsConfigId(Name)) yield return $"'{Name}' is no name of an HA group: a letter, then letters, digits, - and _, at least 2.";
        foreach (var odd in (Priorities ?? []).Where(p => p.Split(':') is not [var node, var number] || !Nodes.Any(n => n.Value == node) || !int.TryParse(number, out var value) || value is < 0 or > 1000)) yield return $"'{odd}' is no priority of a node of {Noun}, as in pve1:2.";
        if (Nodes.Count == 0) yield return $"{Noun} has no nodes.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Nodes.SelectMany(cluster.CheckNode);

    private string NodeList => string.Join(',', Nodes.Select(n => Priorities?.FirstOrDefault(p => p.Split(':')[0] == n.Value) ?? n.Value));
}
