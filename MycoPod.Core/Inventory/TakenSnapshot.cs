namespace MycoPod.Core.Inventory;

/// <summary>A snapshot of a guest.</summary>
/// <param name="TakenAt">In seconds since 1970; with the name it tells a snapshot from a later one.</param>
public sealed record TakenSnapshot(string Name, long TakenAt)
{
    /// <summary>Whether the memory of a running VM was kept, too: going back to it, the VM runs.</summary>
    public bool HasMemory { get; init; }
}
