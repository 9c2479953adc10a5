using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>
/// The guest a step means. One that existed at planning carries its whole identity, which must still hold when the step
/// runs; one that an earlier step of the same plan makes carries no number.
/// </summary>
/// <param name="Marker">The creation marker seen at planning, where there was one.</param>
/// <param name="HardwareId">
/// What Proxmox gave the guest when it was made, seen at planning: <c>uuid=…</c> of a VM, else the addresses of its network cards. A
/// later guest of the same name and number has another one.
/// </param>
public sealed record GuestReference(string Name, GuestKind Type, NodeName Node, Vmid? Vmid = null, string? Marker = null, string? HardwareId = null)
{
    public static GuestReference To(Guest guest) => new(guest.Name, guest.Kind, guest.Node, guest.Vmid, guest.Marker, guest.HardwareId);

    /// <summary>Whether a guest may be this one by its hardware: a card that came or went since says nothing, one that both have does.</summary>
    public bool HasHardware(string? now)
    {
        if (HardwareId is null || HardwareId == now) return true;
        var (then, today) = (Cards(HardwareId), Cards(now ?? ""));
        var common = then.Keys.Intersect(today.Keys, StringComparer.Ordinal).ToList();
        return common.Count > 0 && common.TrueForAll(card => then[card] == today[card]);
    }

    private static Dictionary<string, string> Cards(string hardwareId) => hardwareId.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(card => card.Split('='))
        .Where(card => card.Length == 2)
        .ToDictionary(card => card[0], card => card[1], StringComparer.Ordinal);

    /// <summary>Whether another guest that took this one's name and number could be told from it.</summary>
    public bool IsUnmistakable => Marker is not null || HardwareId is not null;
}
