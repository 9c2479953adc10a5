using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Removes a rule. Rules are known by what they say: their position shifts with every other change, so it is read just before.</summary>
public sealed record RemoveFirewallRule(FirewallScope Scope, FirewallRule Rule) : ResourceStep
{
    public const string KindName = "remove-firewall-rule";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("firewall rule", "removed");

    public override GuestReference? Target => Scope.Guest;

    public override string Subject => $"firewall of {Scope.Noun}";

    public override NodeName? Place => Scope.Node ?? Scope.Guest?.Node;

    public override string Noun => $"rule '{Rule.Text}' of {Scope.Noun}";

    public override string? Loses => $"firewall {Noun}";

    public override string Title => $"Remove from the firewall of {Scope.Noun}: {Rule.Text}";

    public override FieldQuery Query(int number, ICallNames names) => new($"{Scope.Path(names)}{RulesBelow}", Rule.Key);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [Scope.Need];

    public override ApiCall Call(int number, ICallNames names) =>
        new("DELETE", $"{Scope.Path(names)}{RulesBelow}/{names.Read(number, "pos") ?? "{pos}"}", [.. Digest(number, names)]);

    public override string Done(ICallNames names) => $"The rule is gone: {Rule.Text}";

    public override IEnumerable<string> CheckArguments() => [.. Scope.Check(), .. Rule.Check()];

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Scope.Guest is { } guest ? cluster.CheckGuest(guest) : Scope.Node is { } node ? cluster.CheckNode(node) : [];

    private string RulesBelow => Scope.Group is null ? "/rules" : "";
}
