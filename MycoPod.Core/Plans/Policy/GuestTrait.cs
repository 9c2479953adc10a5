namespace MycoPod.Core.Plans.Policy;

/// <summary>What tells the guests that are meant.</summary>
public enum GuestTrait
{
    Name,
    Tag,
    Pool,
    Id,
}
