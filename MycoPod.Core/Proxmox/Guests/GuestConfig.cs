namespace MycoPod.Core.Proxmox.Guests;

/// <summary>What matters of a guest's configuration here.</summary>
/// <param name="Name"><c>hostname</c> of a container, <c>name</c> of a VM.</param>
/// <param name="Marker">The creation marker in the description, or null.</param>
/// <param name="HardwareId">See <see cref="Guests.HardwareId"/>.</param>
/// <param name="Lock">Which task holds it, as in <c>create</c>, or null.</param>
public sealed record GuestConfig(string? Name, string? Marker, string? HardwareId, string? Lock, int? Cores, int? MemoryMiB)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>All of it, in the API's words, without the digest.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = None;

    public string? Digest { get; init; }
}
