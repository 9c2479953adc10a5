using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Removes a rule. Rules are known by what they say: their position shifts with every other change, so it is read just before.</summary>
public sealed record RemoveFirewallRule(FirewallScope Scope, FirewallRule Rule) : FirewallStep
{
    public const string KindName = "remove-firewall-rule";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("firewall rule", "removed");

    public override string Noun => $"rule '{Rule.Text}' of {Scope.Noun}";

    public override string? Loses => $"firewall {Noun}";

    public override string Title => $"Remove from the firewall of {Scope.Noun}: {Rule.Text}";

    public override FieldQuery Query(int number, ICallNames names) => new(Scope.RulesPath(names), Rule.Key);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override ApiCall Call(int number, ICallNames names) =>
        new("DELETE", $"{Scope.RulesPath(names)}/{names.Read(number, "pos") ?? "{pos}"}", [.. Digest(number, names)]);

    public override string Done(ICallNames names) => $"The rule is gone: {Rule.Text}";

    public override IEnumerable<string> CheckArguments() => [.. Scope.Check(), .. Rule.Check()];
}
