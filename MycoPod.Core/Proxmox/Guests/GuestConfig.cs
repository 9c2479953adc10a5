namespace MycoPod.Core.Proxmox.Guests;

/// <summary>What matters of a guest's configuration here.</summary>
/// <param name="Name"><c>hostname</c> of a container, <c>name</c> of a VM.</param>
/// <param name="Marker">The creation marker in the description, or null.</param>
/// <param name="HardwareId">See <see cref="Guests.HardwareId"/>.</param>
/// <param name="Values">All of it, as the API names and writes it.</param>
/// <param name="Lock">Which task holds it, as in <c>create</c>, or null.</param>
public sealed record GuestConfig(string? Name, string? Marker, string? HardwareId, string? Lock, IReadOnlyDictionary<string, string> Values)
{
    public string? Digest => Values.GetValueOrDefault("digest");

    /// <summary>All of it without the digest.</summary>
    public IReadOnlyDictionary<string, string> Settings => Values.Where(v => v.Key != "digest").ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
}
