using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans;

/// <summary>A step that makes a guest, which carries the step's mark from then on.</summary>
public interface ICreatesGuest
{
    /// <summary>Without a number: that is taken when the guest is made.</summary>
    GuestReference Made { get; }

    /// <summary>The number that was asked for, which has to be free then; null where any will do.</summary>
    Vmid? Vmid { get; }

    /// <summary>The guest it is copied from, or null.</summary>
    GuestReference? CopiedFrom { get; }

    /// <summary>Values of its configuration by which a guest that somebody changed meanwhile is told.</summary>
    IReadOnlyList<Field> Expected { get; }
}
