using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Firewalls;

/// <summary>Where firewall rules and options live: exactly one of the three is set, or none for the whole cluster.</summary>
/// <param name="Group">A security group of the cluster.</param>
public sealed record FirewallScope(NodeName? Node = null, GuestReference? Guest = null, string? Group = null)
{
    internal string Noun => this switch
    {
        { Guest: { } guest } => guest.Name,
        { Node: { } node } => node.Value,
        { Group: { } group } => $"group {group}",
        _ => "the cluster",
    };

    internal string Path(ICallNames names) => this switch
    {
        { Guest: { } guest } => $"/nodes/{guest.Node}/{guest.Type.ApiName()}/{names.IdOf(guest)}/firewall",
        { Node: { } node } => $"/nodes/{node}/firewall",
        { Group: { } group } => $"/cluster/firewall/groups/{group}",
        _ => "/cluster/firewall",
    };

    /// <summary>Where its rules are; a group is nothing but its rules.</summary>
    internal string RulesPath(ICallNames names) => Group is null ? $"{Path(names)}/rules" : Path(names);

    internal Need Need => this switch
    {
        { Guest: { } guest } => Plans.Need.OnGuest(guest, "VM.Config.Network"),
        { Node: { } node } => new($"/nodes/{node}", "Sys.Modify"),
        _ => new("/", "Sys.Modify"),
    };

    internal IEnumerable<string> Check()
    {
        if ((Node is null ? 0 : 1) + (Guest is null ? 0 : 1) + (Group is null ? 0 : 1) > 1) yield return "A firewall is that of a node, of a guest, of a group, or of the cluster: only one of them.";
        if (Group is not null && !Names.IsFirewallName(Group)) yield return $"'{Group}' is no name of a security group.";
    }
}
