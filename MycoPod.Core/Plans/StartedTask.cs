using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>The Proxmox task that a call starts, as its node's list of tasks shows it.</summary>
/// <param name="Node">Null where the node that answers runs it.</param>
/// <param name="Types">As in <c>vzcreate</c>; several where a guest under HA gets another.</param>
/// <param name="Id">What it works on: mostly a guest's number. Null where the list cannot be narrowed by it.</param>
public sealed record StartedTask(NodeName? Node, IReadOnlyList<string> Types, string? Id)
{
    public StartedTask(NodeName? node, string type, string? id)
        : this(node, [type], id)
    {
    }
}
