using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares the addresses of an SDN network. It takes effect when the SDN is applied.</summary>
/// <param name="Cidr">As in 10.20.0.0/24.</param>
/// <param name="Snat">Whether guests reach other networks under the node's address.</param>
public sealed record AddSdnSubnet(string Vnet, string Cidr, string? Gateway, bool Snat) : ResourceStep
{
    public const string KindName = "add-sdn-subnet";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("subnet", "prepared");

    public override string Noun => $"subnet {Cidr} of {Vnet}";

    public override string Title => $"Prepare {Noun}{(Gateway is null ? "" : $" with gateway {Gateway}")}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/cluster/sdn/vnets/{Vnet}/subnets", "cidr", Cidr);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("gateway", Gateway), new("snat", Snat)];

    public override IReadOnlyList<Need> Needs => [new("/sdn/zones", "SDN.Allocate")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", $"/cluster/sdn/vnets/{Vnet}/subnets", Parameters(("subnet", Cidr), ("type", "subnet"), ("gateway", Gateway), ("snat", Snat ? "1" : null)));

    public override string Done(ICallNames names) => $"{Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsSdn(Vnet)) yield return $"'{Vnet}' is no name of an SDN network.";
        if (!Names.IsIpv4WithPrefix(Cidr)) yield return $"'{Cidr}' is no network, as in 10.20.0.0/24.";
        if (Gateway is not null && !Names.IsIpv4(Gateway)) yield return $"'{Gateway}' is no IPv4 address.";
    }
}
