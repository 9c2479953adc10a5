using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Makes a security group: rules under a name, for use in several firewalls.</summary>
public sealed record AddFirewallGroup(string Name, string? Comment) : ResourceStep
{
    public const string KindName = "add-firewall-group";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("security group", "added");

    public override string Noun => $"security group {Name}";

    public override string Title => $"Add {Noun} to the firewall";

    public override FieldQuery Query(int number, ICallNames names) => new("/cluster/firewall/groups", "group", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("comment", Comment)];

    public override IReadOnlyList<Need> Needs => [new("/", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/cluster/firewall/groups", Parameters(("group", Name), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsFirewallName(Name)) yield return $"'{Name}' is no name of a security group: a letter, then letters, digits, - and _, 2 to 18 in all.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
