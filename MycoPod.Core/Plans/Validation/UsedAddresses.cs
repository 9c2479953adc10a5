using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Core.Plans.Validation;

/// <summary>
/// The fixed addresses of guests, as their network cards and cloud-init settings have them, one step after the other: no two guests get the same
/// one. What a guest has inside of itself, or from DHCP, is not seen.
/// </summary>
internal sealed partial class UsedAddresses(InventorySnapshot inventory)
{
    /// <summary>Guest and setting, as in 101 and net0, with the addresses there.</summary>
    private readonly Dictionary<(string Guest, string Setting), Used> used = inventory.Guests.Where(g => !g.IsTemplate)
        .SelectMany(g => g.Settings.Where(s => Card().IsMatch(s.Key)).Select(s => ((g.Vmid.ToString(), s.Key), new Used(g.Name, AddressesIn(s.Value)))))
        .Where(s => s.Item2.Addresses.Count > 0).ToDictionary(s => s.Item1, s => s.Item2);

    public IReadOnlyList<string> Take(Step step, int number)
    {
        if ((step is ICreatesGuest creates ? creates.Made : step.Target) is not { } guest) return [];
        var id = guest.Vmid?.ToString() ?? guest.Name.ToLowerInvariant();
        if (step is DeleteGuest)
        {
            foreach (var setting in used.Keys.Where(k => k.Guest == id).ToList()) used.Remove(setting);
            return [];
        }

        if (step.Call(number, PlaceholderNames.Instance) is not ApiCall call) return [];
        List<string> problems = [];
        foreach (var (setting, value) in call.Parameters.Where(p => Card().IsMatch(p.Key)))
        {
            var addresses = AddressesIn(value);
            problems.AddRange(used.Where(u => u.Key.Guest != id).SelectMany(u => u.Value.Addresses.Intersect(addresses, StringComparer.OrdinalIgnoreCase).Select(a => $"{a} is the address of {u.Value.Name} already.")));
            used[(id, setting)] = new(guest.Name, addresses);
        }

        return problems;
    }

    /// <summary>Without the length of their prefix; "dhcp" and the like are none.</summary>
    private static List<string> AddressesIn(string properties) =>
        [.. properties.Split(',').Select(p => p.Split('=', 2)).Where(p => p is ["ip" or "ip6", var value] && value.AsSpan().ContainsAny('.', ':')).Select(p => p[1].Split('/')[0])];

    [GeneratedRegex(@"\A(net|ipconfig)[0-9]{1,2}\z")]
    private static partial Regex Card();

    private sealed record Used(string Name, IReadOnlyList<string> Addresses);
}
