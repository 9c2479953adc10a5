using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares the removal of a zone, network or subnet of the SDN. It takes effect when the SDN is applied.</summary>
/// <param name="What">zone, vnet or subnet.</param>
/// <param name="Name">Of the zone or network; of a subnet its id, as in lan-10.20.0.0-24.</param>
/// <param name="Vnet">The network of a subnet.</param>
public sealed record RemoveSdn(string What, string Name, string? Vnet) : ResourceStep
{
    public const string KindName = "remove-sdn";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new($"SDN {What}", "removed");

    public override string Noun => $"SDN {What} {Name}";

    public override string? Loses => Noun;

    public override string Title => $"Prepare the removal of {Noun}";

    public override FieldQuery Query(int number, ICallNames names) => new(Path, What, Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new("/sdn/zones", "SDN.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"{Path}/{Name}");

    public override string Done(ICallNames names) => $"The removal of {Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (What is not ("zone" or "vnet" or "subnet")) yield return $"'{What}' is no part of the SDN: zone, vnet or subnet.";
        if (What == "subnet" ? !Names.IsSdnSubnet(Name) : !Names.IsSdn(Name)) yield return $"'{Name}' is no name of a {What}.";
        if ((What == "subnet") != (Vnet is not null) || (Vnet is not null && !Names.IsSdn(Vnet))) yield return "A subnet, and only that, is named with its network.";
    }

    private string Path => What switch
    {
        "zone" => "/cluster/sdn/zones",
        "vnet" => "/cluster/sdn/vnets",
        _ => $"/cluster/sdn/vnets/{Vnet}/subnets",
    };
}
