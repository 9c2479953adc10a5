using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares a zone of the software-defined network. It takes effect when that is applied.</summary>
/// <param name="Type">simple, vlan or vxlan.</param>
/// <param name="Bridge">Of a vlan zone.</param>
/// <param name="Peers">Of a vxlan zone: the nodes' addresses.</param>
/// <param name="Nodes">Where it is; empty for everywhere.</param>
public sealed record AddSdnZone(string Name, string Type, string? Bridge, IReadOnlyList<string> Peers, IReadOnlyList<NodeName> Nodes) : ResourceStep
{
    public const string KindName = "add-sdn-zone";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("SDN zone", "prepared");

    public override string Noun => $"SDN zone {Name}";

    public override string Title => $"Prepare {Noun} of type {Type}{(Bridge is null ? "" : $" over {Bridge}")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/sdn/zones", "zone", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) =>
        [new("type", Type), new("bridge", Bridge), new("peers", Join(Peers), FieldShape.Set), new("nodes", Join(Nodes.Select(n => n.Value)), FieldShape.Set)];

    public override IReadOnlyList<Need> Needs => [new("/sdn/zones", "SDN.Allocate")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", "/cluster/sdn/zones", Parameters(("zone", Name), ("type", Type), ("bridge", Bridge), ("peers", Join(Peers)), ("nodes", Join(Nodes.Select(n => n.Value)))));

    public override string Done(ICallNames names) => $"{Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSdn(Name)) yield return $"'{Name}' is no name in the SDN: a letter, then letters and digits, 2 to 8 in all.";
        if (Type is not ("simple" or "vlan" or "vxlan")) yield return $"'{Type}' is no type of zone that this step makes: simple, vlan or vxlan.";
        if ((Type == "vlan") != (Bridge is not null)) yield return "A vlan zone, and only that, needs a bridge.";
        if ((Type == "vxlan") != (Peers.Count > 0)) yield return "A vxlan zone, and only that, needs the addresses of its peers.";
        if (Bridge is not null && !Names.IsBridge(Bridge)) yield return $"'{Bridge}' is no bridge name.";
        foreach (var bad in Peers.Where(p => !Names.IsIpv4(p))) yield return $"'{bad}' is no IPv4 address.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Nodes.SelectMany(cluster.CheckNode);

    public override void ApplyTo(PlannedCluster cluster) => cluster.PrepareZone(Name, Nodes);

    private static string? Join(IEnumerable<string> items) => string.Join(',', items) is { Length: > 0 } list ? list : null;
}
