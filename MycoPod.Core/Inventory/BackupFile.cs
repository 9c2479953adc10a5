namespace MycoPod.Core.Inventory;

/// <summary>A backup of a guest on a node's storage.</summary>
/// <param name="Volume">Its volume id, as in <c>tank:backup/vzdump-lxc-101-2026_01_02-03_04_05.tar.zst</c>.</param>
public sealed record BackupFile(string Volume, NodeName Node, long SizeBytes);
