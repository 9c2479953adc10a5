namespace MycoPod.Core.Plans;

/// <summary>A step that changes a guest, one that exists or one that an earlier step makes.</summary>
public abstract record GuestStep : Step
{
    public abstract GuestReference Guest { get; init; }

    public sealed override GuestReference Target => Guest;

    /// <summary>How the guest is known once the step is done: a new name is part of it.</summary>
    public virtual GuestReference GuestAfter => Guest;

    /// <summary>A path below the guest's own, as in <c>/nodes/pve1/lxc/101/status/start</c>.</summary>
    protected string Path(ICallNames names, string below = "") => $"/nodes/{Guest.Node}/{Inventory.GuestKindNames.ApiName(Guest.Type)}/{names.IdOf(Guest)}{below}";

    /// <summary>The task on this guest.</summary>
    /// <param name="container">Its type where the guest is a container.</param>
    /// <param name="vm">Its type where the guest is a VM.</param>
    /// <param name="ha">Its type where the guest is under HA, or null.</param>
    protected StartedTask Task(ICallNames names, string container, string vm, string? ha = null)
    {
        var type = Guest.Type == Inventory.GuestKind.Ct ? container : vm;
        return new(Guest.Node, ha is null ? [type] : [type, ha], names.IdOf(Guest));
    }
}
