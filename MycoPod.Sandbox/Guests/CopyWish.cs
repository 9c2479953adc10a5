namespace MycoPod.Sandbox.Guests;

/// <summary>Where a full copy of a disk goes; without a storage, beside the original.</summary>
internal sealed record CopyWish(string? Storage, string? Format, bool IsRunning);
