using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Makes an empty set of addresses for use in rules as +name.</summary>
public sealed record AddFirewallSet(string Name, string? Comment) : ResourceStep
{
    public const string KindName = "add-firewall-set";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("IP set", "added");

    public override string Noun => $"IP set {Name}";

    public override string Title => $"Add {Noun} to the firewall";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/firewall/ipset", "name", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/firewall/ipset", Parameters(("name", Name), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsFirewallName(Name)) yield return $"'{Name}' is no name of an IP set: a letter, then letters, digits, - and _, at least 2.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
