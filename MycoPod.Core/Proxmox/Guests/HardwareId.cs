using System.Text.Json;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Guests;

/// <summary>
/// What Proxmox gives a guest when it is made and no later guest gets again: the SMBIOS UUID of a VM (<c>smbios1</c>), else the
/// hardware addresses of the network cards, which are drawn at random where nobody names them.
/// </summary>
internal static partial class HardwareId
{
    /// <returns><c>uuid=…</c>, or <c>net0=BC:24:11:…,net1=…</c>; null where the configuration holds neither.</returns>
    public static string? Of(JsonElement config)
    {
        if (config.Text("smbios1") is { } smbios && Uuid().Match(smbios) is { Success: true } uuid) return uuid.Value.ToLowerInvariant();
        var cards = config.EnumerateObject()
            .Where(p => CardName().IsMatch(p.Name))
            .Select(p => (p.Name, Address: Address().Match(p.Value.ToString())))
            .Where(card => card.Address.Success)
            .OrderBy(card => card.Name, StringComparer.Ordinal)
            .Select(card => $"{card.Name}={card.Address.Value.ToUpperInvariant()}")
            .ToList();
        return cards.Count == 0 ? null : string.Join(',', cards);
    }

    [GeneratedRegex(@"uuid=[0-9a-fA-F\-]{36}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\Anet[0-9]+\z")]
    private static partial Regex CardName();

    [GeneratedRegex("(?<==)([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")]
    private static partial Regex Address();
}
