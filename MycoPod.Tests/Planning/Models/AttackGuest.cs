using MycoPod.Core.Inventory;

namespace MycoPod.Tests.Planning.Models;

/// <summary>A guest that carries hostile text.</summary>
/// <param name="Vmid">Null where the guest of that name is there already.</param>
public sealed record AttackGuest(string Name, int? Vmid = null, string? Tags = null, string? Pool = null, string? Notes = null, IReadOnlyDictionary<string, string>? Settings = null)
{
    public void PutInto(List<Guest> guests, Func<string, string> fill)
    {
        var place = guests.FindIndex(g => g.Name == Name);
        var guest = Vmid is { } number ? new Guest(new(number), fill(Name), GuestKind.Ct, new("pve1"), GuestPower.Stopped, IsTemplate: false, HardwareId: $"net0={number}") : guests[place];
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Settings ?? settings) settings[name] = fill(value);
        if (Tags is not null) settings["tags"] = fill(Tags);
        if (Notes is not null) settings["description"] = fill(Notes);
        guest = guest with { Settings = settings, Pool = Pool is null ? null : fill(Pool) };
        if (Vmid is null) guests[place] = guest;
        else guests.Add(guest);
    }
}
