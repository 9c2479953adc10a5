namespace MycoPod.Sandbox.State;

/// <summary>What is inside a backup file: the guest's configuration, and its disks by key.</summary>
internal sealed record GuestBackup(string Volume, GuestKind Kind, SortedDictionary<string, string> Config, Dictionary<string, BackedUpDisk> Disks);

internal sealed record BackedUpDisk(long Size, string Format, bool HasSystem);
