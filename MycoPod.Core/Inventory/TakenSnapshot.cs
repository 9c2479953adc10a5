namespace MycoPod.Core.Inventory;

/// <summary>A snapshot of a guest.</summary>
/// <param name="TakenAt">In seconds since 1970; with the name it tells a snapshot from a later one.</param>
public sealed record TakenSnapshot(string Name, long TakenAt);
