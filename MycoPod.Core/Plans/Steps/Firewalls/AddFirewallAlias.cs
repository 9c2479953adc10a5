using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Gives an address or network a name for use in rules.</summary>
public sealed record AddFirewallAlias(string Name, string Cidr, string? Comment) : ResourceStep
{
    public const string KindName = "add-firewall-alias";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("firewall alias", "added");

    public override string Noun => $"firewall alias {Name}";

    public override string Title => $"Add {Noun} for {Cidr}";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/firewall/aliases", "name", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("cidr", Cidr, FieldShape.Address)];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/firewall/aliases", Parameters(("name", Name), ("cidr", Cidr), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsFirewallName(Name)) yield return $"'{Name}' is no name of an alias: a letter, then letters, digits, - and _, at least 2.";
        if (!Names.IsIpv4(Cidr) && !Names.IsIpv4WithPrefix(Cidr)) yield return $"'{Cidr}' is no address or network.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
