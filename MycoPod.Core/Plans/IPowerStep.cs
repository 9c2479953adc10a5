using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>A step after which a guest is in a state of power; one that is in it already needs no request.</summary>
public interface IPowerStep
{
    GuestPower Wanted { get; }
}
