using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>A step about the rules or options of one firewall.</summary>
public abstract record FirewallStep : ResourceStep
{
    public abstract FirewallScope Scope { get; init; }

    public sealed override GuestReference? Target => Scope.Guest;

    public sealed override string Subject => $"firewall of {Scope.Noun}";

    public sealed override NodeName? Place => Scope.Node ?? Scope.Guest?.Node;

    public sealed override IReadOnlyList<Need> Needs => [Scope.Need];

    public sealed override IEnumerable<string> CheckOn(PlannedCluster cluster) =>
        Scope.Guest is { } guest ? cluster.CheckGuest(guest) : Scope.Node is { } node ? cluster.CheckNode(node) : [];
}
