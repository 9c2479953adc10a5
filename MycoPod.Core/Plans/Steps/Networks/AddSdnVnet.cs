using System.Globalization;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares a network of a zone, to which guests connect as to a bridge. It takes effect when the SDN is applied.</summary>
/// <param name="Tag">VLAN or VXLAN id, where the zone's type has one.</param>
/// <param name="Alias">A name for people, or null.</param>
public sealed record AddSdnVnet(string Name, string Zone, int? Tag, string? Alias) : ResourceStep
{
    public const string KindName = "add-sdn-vnet";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("SDN network", "prepared");

    public override string Noun => $"SDN network {Name}";

    public override string Title => $"Prepare {Noun} in zone {Zone}{(Tag is null ? "" : $" with tag {Tag}")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/sdn/vnets", "vnet", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("zone", Zone), new("tag", TagText), new("alias", Alias)];

    public override IReadOnlyList<Need> Needs => [new($"/sdn/zones/{Zone}", "SDN.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/sdn/vnets", Parameters(("vnet", Name), ("zone", Zone), ("tag", TagText), ("alias", Alias)));

    public override string Done(ICallNames names) => $"{Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSdn(Name)) yield return $"'{Name}' is no name in the SDN: a letter, then letters and digits, 2 to 8 in all.";
        if (!Names.IsSdn(Zone)) yield return $"'{Zone}' is no name of a zone.";
        if (Tag is < 1 or > 16_777_215) yield return $"{Tag} is no tag: 1 to 16777215.";
        if (Alias is not null && !Names.IsSdnAlias(Alias)) yield return $"'{Alias}' is no alias: letters, digits, spaces and ( ) - _ . : at most 256.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.PrepareVnet(Name, Zone);

    private string? TagText => Tag?.ToString(CultureInfo.InvariantCulture);
}
