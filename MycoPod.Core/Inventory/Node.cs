namespace MycoPod.Core.Inventory;

/// <summary>One node.</summary>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryBytes">Memory in bytes, and how much of it is in use.</param>
public sealed record Node(NodeName Name, bool IsOnline, int Cores, long MemoryBytes, long UsedMemoryBytes);
