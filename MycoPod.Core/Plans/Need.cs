namespace MycoPod.Core.Plans;

/// <summary>A privilege that a step's request asks for (facts, annexes A and D).</summary>
/// <param name="Path">As permissions name it: <c>/vms/101</c>, <c>/storage/local</c>; <c>/vms</c> for a guest that does not exist yet.</param>
/// <param name="AnyOf">One of these is enough.</param>
public sealed record Need(string Path, params IReadOnlyList<string> AnyOf)
{
    public override string ToString() => $"{string.Join(" or ", AnyOf)} on {Path}";

    internal static Need OnGuest(GuestReference guest, params IReadOnlyList<string> anyOf) => new(guest.Vmid is { } vmid ? $"/vms/{vmid}" : "/vms", anyOf);

    internal static Need OnStorage(string storage, params IReadOnlyList<string> anyOf) => new($"/storage/{storage}", anyOf);

    internal static Need StartOrder { get; } = new("/", "Sys.Modify");

    /// <param name="vlan">Its tag has a path of its own below the bridge.</param>
    internal static Need OnBridge(string bridge, int? vlan = null) => new($"/sdn/zones/localnetwork/{bridge}{(vlan is null ? "" : $"/{vlan}")}", "SDN.Use");
}
