using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>
/// Switches a firewall on or off and sets what it does by default. That of the cluster is the main switch: on, it drops what no rule
/// allows, except the web interface and SSH from the local network.
/// </summary>
/// <param name="Changes">enable, policy_in, policy_out, as the API writes them; further for guests: dhcp, macfilter, ipfilter.</param>
public sealed record ConfigureFirewall(FirewallScope Scope, IReadOnlyList<FieldChange> Changes) : FirewallStep
{
    public const string KindName = "configure-firewall";

    private static readonly Dictionary<string, (string Noun, FieldShape Shape)> Known = new(StringComparer.Ordinal)
    {
        ["enable"] = ("switched on", FieldShape.Flag),
        ["policy_in"] = ("what comes in", FieldShape.Text),
        ["policy_out"] = ("what goes out", FieldShape.Text),
        ["dhcp"] = ("DHCP", FieldShape.Flag),
        ["macfilter"] = ("MAC filter", FieldShape.Flag),
        ["ipfilter"] = ("IP filter", FieldShape.Flag),
    };

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("firewall", "changed");

    public override string Noun => $"the firewall of {Scope.Noun}";

    public override string Title => $"Change {Noun}: {string.Join(", ", Changes.Select(c => $"{Known.GetValueOrDefault(c.Name).Noun ?? c.Name} {Say(c, c.From)} → {Say(c, c.To)}"))}";

    public override IReadOnlyList<Field>? Seen => [.. Changes.Select(c => c.Before(Shape(c), IsOnByDefault(c)))];

    public override FieldQuery Query(int number, ICallNames names) => new($"{Scope.Path(names)}/options");

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [.. Changes.Select(c => c.After(Shape(c), IsOnByDefault(c)))];

    public override ApiCall Call(int number, ICallNames names) =>
        new("PUT", $"{Scope.Path(names)}/options", [.. FieldChange.Parameters(Changes), .. Digest(number, names)]);

    public override string Done(ICallNames names) => $"The firewall of {Scope.Noun} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        foreach (var problem in Scope.Check()) yield return problem;
        if (Scope.Group is not null) yield return "A security group has rules alone, no options.";
        foreach (var problem in FieldChange.CheckList(Changes).Concat(Changes.Where(c => Shape(c) == FieldShape.Flag).Select(c => c.CheckFlag()).OfType<string>())) yield return problem;
        foreach (var change in Changes)
        {
            if (!Known.ContainsKey(change.Name)) yield return $"'{change.Name}' is nothing that this step changes of a firewall.";
            if (change.Name.StartsWith("policy", StringComparison.Ordinal) && change.To is not (null or "ACCEPT" or "DROP" or "REJECT")) yield return $"'{change.To}' is no policy: ACCEPT, DROP or REJECT.";
        }
    }

    /// <summary>The MAC filter, and the firewall of a node, are on where nothing is said.</summary>
    private bool IsOnByDefault(FieldChange change) => change.Name == "macfilter" || (change.Name == "enable" && Scope.Node is not null);

    private static FieldShape Shape(FieldChange change) => Known.GetValueOrDefault(change.Name).Shape;

    private static string Say(FieldChange change, string? value) => Shape(change) == FieldShape.Flag ? value == "1" ? "yes" : "no" : value ?? "default";
}
