namespace MycoPod.Core.Plans;

/// <summary>A step about one snapshot of a guest.</summary>
public interface INamesSnapshot
{
    GuestReference Guest { get; }

    string Name { get; }

    /// <summary>In seconds since 1970, as planning saw it; null only where an earlier step of the plan takes it.</summary>
    long? TakenAt { get; }
}
