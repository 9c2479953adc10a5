using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Puts an address or network into a set of the cluster's firewall.</summary>
public sealed record AddToFirewallSet(string Name, string Cidr) : ResourceStep
{
    public const string KindName = "add-to-firewall-set";

    public string? Comment { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("address", "added to an IP set");

    public override string Noun => $"{Cidr} in IP set {Name}";

    public override string Title => $"Add {Cidr} to the IP set {Name}{(Comment is null ? "" : $", comment \"{Names.OneLine(Comment)}\"")}";

    public override string Subject => $"IP set {Name}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/cluster/firewall/ipset/{Name}", "cidr", Cidr);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("nomatch", value: false)];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", $"/cluster/firewall/ipset/{Name}", Parameters(("cidr", Cidr), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Cidr} is in {Name}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsFirewallName(Name)) yield return $"'{Name}' is no name of an IP set.";
        if (Comment is { Length: 0 or > 512 } || Comment?.Any(char.IsControl) == true) yield return "A comment is one line of 1 to 512 characters.";
        if (!Names.IsIpv4(Cidr) && !Names.IsIpv4WithPrefix(Cidr)) yield return $"'{Cidr}' is no address or network.";
    }
}
