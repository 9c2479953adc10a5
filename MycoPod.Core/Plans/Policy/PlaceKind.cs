namespace MycoPod.Core.Plans.Policy;

/// <summary>What steps may be confined to.</summary>
public enum PlaceKind
{
    Node,
    Storage,
    Bridge,
}
