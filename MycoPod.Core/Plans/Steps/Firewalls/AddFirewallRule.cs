using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>
/// Adds a rule, before all others and in force. The server always puts a new rule first, and without <c>enable=1</c> it keeps it
/// switched off. The same rule is not added twice.
/// </summary>
public sealed record AddFirewallRule(FirewallScope Scope, FirewallRule Rule, string? Comment) : FirewallStep
{
    public const string KindName = "add-firewall-rule";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("firewall rule", "added");

    public override string Noun => $"the rule '{Rule.Text}' of {Scope.Noun}";

    public override string Title => $"Add to the firewall of {Scope.Noun}: {Rule.Text}";

    public override FieldQuery Query(int number, ICallNames names) => new(Scope.RulesPath(names), Rule.Key);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("enable", value: true)];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        Scope.RulesPath(names),
        [.. Rule.Key.Where(k => k.Value.Length > 0), new("enable", "1"), .. Comment is null ? Array.Empty<KeyValuePair<string, string>>() : [new("comment", Comment)]]);

    public override string Done(ICallNames names) => $"The rule is in force: {Rule.Text}";

    public override IEnumerable<string> CheckArguments() =>
        [.. Scope.Check(), .. Rule.Check(), .. Comment?.Any(char.IsControl) == true ? ["The comment holds control characters."] : Array.Empty<string>()];
}
