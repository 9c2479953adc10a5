using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>
/// Prepares a change of a bridge, bond or VLAN. The server takes its values as a whole: one that is not sent is unset, so that a
/// bridge changed without its address would take the node's own away. So the step carries all of them, changed or not.
/// </summary>
/// <param name="Settings">Every value it has or gets, in the API's names.</param>
public sealed record ConfigureInterface(NodeName Node, string Name, string Type, IReadOnlyList<FieldChange> Settings) : ResourceStep, IGuardedStep
{
    public const string KindName = "configure-interface";

    private static readonly Dictionary<string, FieldShape> Known = new(StringComparer.Ordinal)
    {
        ["cidr"] = FieldShape.Text,
        ["cidr6"] = FieldShape.Text,
        ["gateway"] = FieldShape.Text,
        ["gateway6"] = FieldShape.Text,
        ["bridge_ports"] = FieldShape.Set,
        ["bridge_vlan_aware"] = FieldShape.Flag,
        ["slaves"] = FieldShape.Set,
        ["bond_mode"] = FieldShape.Text,
        ["bond-primary"] = FieldShape.Text,
        ["bond_xmit_hash_policy"] = FieldShape.Text,
        ["vlan-id"] = FieldShape.Text,
        ["vlan-raw-device"] = FieldShape.Text,
        ["mtu"] = FieldShape.Text,
        ["autostart"] = FieldShape.Flag,
        ["comments"] = FieldShape.Text,
        ["comments6"] = FieldShape.Text,
    };

    /// <summary>The change as a whole: what it does not name is carried along as it is.</summary>
    /// <param name="now">What the interface has, <c>type</c> too, in the API's names.</param>
    /// <param name="wanted">What changes; null for what is to be unset.</param>
    public static ConfigureInterface Of(NodeName node, string name, IReadOnlyDictionary<string, string> now, IReadOnlyDictionary<string, string?> wanted) => new(
        node,
        name,
        now.GetValueOrDefault("type", "bridge"),
        [
            .. from setting in Known.Keys.Union(wanted.Keys, StringComparer.Ordinal)
               let value = now.GetValueOrDefault(setting) is { Length: > 0 } text ? text : null
               where value is not null || wanted.ContainsKey(setting)
               select new FieldChange(setting, value, wanted.TryGetValue(setting, out var to) ? to : value),
        ]);

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(Type, "changed");

    public override string Noun => $"{Type} {Name} on {Node}";

    public override NodeName? Place => Node;

    public override string Title => $"Prepare a change of {Noun}: {string.Join(", ", Changed.Select(c => $"{c.Name} {c.From ?? "none"} → {c.To ?? "none"}"))}";

    public override IReadOnlyList<Field>? Seen => [new("type", Type), .. Settings.Select(c => c.Before(Shape(c)))];

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/network", "iface", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("type", Type), .. Settings.Select(c => c.After(Shape(c)))];

    public override IReadOnlyList<Need> Needs => [new($"/nodes/{Node}", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("PUT", $"/nodes/{Node}/network/{Name}", [new("type", Type), .. FieldChange.Parameters([.. Settings.Select(Unset)])]);

    /// <summary>The change is made on the interface as it is right then: what it has and the change does not carry would be lost.</summary>
    public string? Objection(IReadOnlyDictionary<string, string>? found, int number, ICallNames names) =>
        found is not null && Lost(found).FirstOrDefault() is { } lost ? $"{lost} Nothing was sent. Preview again." : null;

    public override string Done(ICallNames names) => $"The change of {Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsInterface(Name)) yield return $"'{Name}' is no name of an interface.";
        if (!Changed.Any()) yield return "Nothing is changed.";
        if (Type is not ("bridge" or "bond" or "vlan" or "eth")) yield return $"'{Type}' is no type of interface that this step changes: bridge, bond, vlan or eth.";
        foreach (var twice in Settings.CountBy(c => c.Name).Where(c => c.Value > 1)) yield return $"{twice.Key} is said twice.";
        foreach (var bad in Settings.Where(c => c.To is { } value && !IsRight(c.Name, value))) yield return $"'{bad.To}' is no value for {bad.Name}.";
        foreach (var unknown in Settings.Where(c => !Known.ContainsKey(c.Name))) yield return $"'{unknown.Name}' is nothing that this step changes of an interface.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        if (cluster.InterfaceValues(Node, Name) is not { } values) yield return $"What {Name} on {Node} has is not known, so a change could take its address away: the interface is not there, or could not be read.";
        else
            foreach (var lost in Lost(values)) yield return lost;
    }

    private static bool IsRight(string name, string value) => name switch
    {
        "cidr" => Names.IsIpv4WithPrefix(value),
        "cidr6" => Addresses.IsIpv6WithPrefix(value),
        "gateway" => Names.IsIpv4(value),
        "gateway6" => Addresses.IsIpv6(value),
        "bridge_ports" or "slaves" => value is "none" || value.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).All(Names.IsInterface),
        "bond-primary" or "vlan-raw-device" => Names.IsInterface(value),
        "bond_mode" => value is "balance-rr" or "active-backup" or "balance-xor" or "broadcast" or "802.3ad" or "balance-tlb" or "balance-alb",
        "bond_xmit_hash_policy" => value is "layer2" or "layer2+3" or "layer3+4",
        "vlan-id" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) && tag is >= 1 and <= 4094,
        "mtu" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mtu) && mtu is >= 1280 and <= 65520,
        "autostart" or "bridge_vlan_aware" => value is "0" or "1",
        _ => !value.Any(c => char.IsControl(c) && c != '\n'),
    };

    private IEnumerable<string> Lost(IReadOnlyDictionary<string, string> values) => values
        .Where(v => v.Value.Length > 0 && Known.ContainsKey(v.Key) && Settings.All(s => s.Name != v.Key))
        .Select(v => $"{Name} on {Node} has {v.Key} {v.Value}, which the change does not carry and so would take away.");

    /// <summary>The server takes any value of this flag as set, so it is unset instead.</summary>
    private static FieldChange Unset(FieldChange change) => change is { Name: "bridge_vlan_aware", To: "0" } ? change with { To = null } : change;

    private IEnumerable<FieldChange> Changed => Settings.Where(c => c.From != c.To);

    private static FieldShape Shape(FieldChange change) => Known.GetValueOrDefault(change.Name);
}
