using System.Text.Json.Nodes;
using MycoPod.Sandbox.Guests.Containers;
using MycoPod.Sandbox.Guests.Machines;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>The addresses that a running guest has: fixed ones as configured, others as a router would give them.</summary>
internal static class GuestNetwork
{
    /// <summary>The agent's answer, in the agent's own words.</summary>
    public static JsonArray OfMachine(Guest guest)
    {
        var interfaces = new JsonArray(Interface("lo", "00:00:00:00:00:00", [Address("127.0.0.1", "ipv4", 8), Address("::1", "ipv6", 128)]));
        foreach (var (name, value) in Cards(guest))
        {
            var number = int.Parse(name["net".Length..]);
            var settings = guest.Config.TryGetValue($"ipconfig{number}", out var text) ? MachineKeys.IpConfig.Parse(text) : [];
            var (address, prefix) = Split(settings.GetValueOrDefault("ip"), guest, number);
            var mac = MachineKeys.Network.Parse(value)["macaddr"].ToLowerInvariant();
            interfaces.Add(Interface($"eth{number}", mac, [Address(address, "ipv4", prefix), Address(LinkLocal(mac), "ipv6", 64)]));
        }

        return interfaces;
    }

    /// <summary>GET …/lxc/{vmid}/interfaces: the server's older and newer keys side by side.</summary>
    public static IEnumerable<JsonObject> OfContainer(Guest guest)
    {
        yield return Container("lo", "00:00:00:00:00:00", ("127.0.0.1", 8), ("::1", 128));
        foreach (var (name, value) in Cards(guest))
        {
            var keys = ContainerKeys.Network.Parse(value);
            var mac = keys["hwaddr"].ToLowerInvariant();
            yield return Container(keys["name"], mac, Split(keys.GetValueOrDefault("ip"), guest, int.Parse(name["net".Length..])), (LinkLocal(mac), 64));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Cards(Guest guest) =>
        guest.Config.Where(entry => entry.Key.StartsWith("net", StringComparison.Ordinal) && char.IsAsciiDigit(entry.Key[^1]));

    private static (string Address, int Prefix) Split(string? setting, Guest guest, int number) =>
        setting?.Split('/') is [var address, var prefix] ? (address, int.Parse(prefix)) : ($"192.168.1.{120 + ((guest.Vmid + number) % 100)}", 24);

    private static JsonObject Interface(string name, string mac, JsonArray addresses) =>
        new() { ["name"] = name, ["hardware-address"] = mac, ["ip-addresses"] = addresses };

    private static JsonObject Address(string address, string type, int prefix) =>
        new() { ["ip-address"] = address, ["ip-address-type"] = type, ["prefix"] = prefix };

    private static JsonObject Container(string name, string mac, (string Address, int Prefix) four, (string Address, int Prefix) six) => new()
    {
        ["name"] = name,
        ["hwaddr"] = mac,
        ["hardware-address"] = mac,
        ["inet"] = $"{four.Address}/{four.Prefix}",
        ["inet6"] = $"{six.Address}/{six.Prefix}",
        ["ip-addresses"] = new JsonArray(
            new JsonObject { ["ip-address"] = four.Address, ["ip-address-type"] = "inet", ["prefix"] = $"{four.Prefix}" },
            new JsonObject { ["ip-address"] = six.Address, ["ip-address-type"] = "inet6", ["prefix"] = $"{six.Prefix}" }),
    };

    /// <summary>What an interface makes of its hardware address (RFC 4291, appendix A).</summary>
    private static string LinkLocal(string mac)
    {
        var bytes = mac.Split(':').Select(part => Convert.ToInt32(part, 16)).ToArray();
        return $"fe80::{((bytes[0] ^ 2) << 8) | bytes[1]:x}:{bytes[2]:x2}ff:fe{bytes[3]:x2}:{(bytes[4] << 8) | bytes[5]:x}";
    }
}
