using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>A configuration as the API shows it.</summary>
internal static class GuestConfigView
{
    private static readonly HashSet<string> MachineNumbers = new(
        ["acpi", "autostart", "balloon", "cores", "cpuunits", "freeze", "kvm", "localtime", "numa", "onboot", "protection", "reboot", "shares", "sockets", "tablet", "template", "vcpus"],
        StringComparer.Ordinal);

    public static JsonObject Of(Guest guest)
    {
        var view = new JsonObject();
        foreach (var (name, value) in guest.Config)
            view[name] = IsNumber(guest.Kind, name) ? long.Parse(value) : Text(guest.Kind, name, value);
        view["digest"] = Digest(guest);
        return view;
    }

    /// <summary>SHA-1 of the configuration file, which clients hand back to guard their changes.</summary>
    public static string Digest(Guest guest)
    {
        var file = string.Concat(guest.Config.Select(entry => $"{entry.Key}: {entry.Value}\n"));
#pragma warning disable CA5350 // The server's digests are SHA-1; they notice changes and protect nothing.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(file)));
#pragma warning restore CA5350
    }

    /// <summary>A container's description ends with a line end, a machine's does not.</summary>
    private static string Text(GuestKind kind, string name, string value) =>
        kind == GuestKind.Lxc && name == "description" ? value.TrimEnd('\n') + "\n" : value;

    /// <summary>Integers and booleans are JSON numbers; other numbers, and a machine's memory, are text.</summary>
    private static bool IsNumber(GuestKind kind, string name) => kind == GuestKind.Lxc
        ? ContainerParameters.Option(name)?.Kind is ParameterKind.Integer or ParameterKind.Boolean
        : MachineNumbers.Contains(name);
}
