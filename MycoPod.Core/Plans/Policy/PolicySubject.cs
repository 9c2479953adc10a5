using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Policy;

/// <summary>A guest as far as rules ask about it.</summary>
internal sealed record PolicySubject(string Name, Vmid? Vmid, string? Pool, IReadOnlyList<string> Tags);
