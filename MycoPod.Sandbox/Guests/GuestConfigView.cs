using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Guests.Containers;
using MycoPod.Sandbox.Guests.Machines;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>A configuration as the API shows it: with what is pending unless the current one is asked for.</summary>
internal static class GuestConfigView
{
    private const string Masked = "**********";

    public static JsonObject Of(Guest guest, bool isCurrent, string? snapshotName)
    {
        var view = Values(guest.Kind, Lines(guest, isCurrent, snapshotName));
        view["digest"] = Digest(guest);
        return view;
    }

    public static JsonObject Values(GuestKind kind, IEnumerable<KeyValuePair<string, string>> lines)
    {
        var view = new JsonObject();
        foreach (var (name, value) in lines)
            view[name] = Value(kind, name, value);
        return view;
    }

    /// <summary>Each option with its value, the value that waits, and whether it goes (2 with its disk).</summary>
    public static IEnumerable<JsonNode> Pending(Guest guest)
    {
        foreach (var name in guest.Config.Keys.Union(guest.Pending.Keys, StringComparer.Ordinal))
        {
            var entry = new JsonObject { ["key"] = name };
            if (guest.Config.TryGetValue(name, out var value))
                entry["value"] = Value(guest.Kind, name, value);
            if (guest.Pending.TryGetValue(name, out var pending))
                entry["pending"] = Value(guest.Kind, name, pending);
            if (guest.PendingDeletions.TryGetValue(name, out var isForced))
                entry["delete"] = isForced ? 2 : 1;
            yield return entry;
        }

        yield return new JsonObject { ["key"] = "digest", ["value"] = Digest(guest) };
    }

    /// <summary>SHA-1 of the configuration file, which clients hand back to guard their changes.</summary>
    public static string Digest(Guest guest)
    {
        var file = new StringBuilder();
        foreach (var (name, value) in guest.Config)
            file.Append(name).Append(": ").Append(value).Append('\n');
        foreach (var (name, value) in guest.Pending)
            file.Append("pending ").Append(name).Append(": ").Append(value).Append('\n');
        foreach (var (name, isForced) in guest.PendingDeletions)
            file.Append("delete ").Append(name).Append(isForced).Append('\n');
        foreach (var snapshot in guest.Snapshots)
            file.Append('[').Append(snapshot.Name).Append(snapshot.Description).Append("]\n");
#pragma warning disable CA5350 // The server's digests are SHA-1; they notice changes and protect nothing.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(file.ToString())));
#pragma warning restore CA5350
    }

    private static IEnumerable<KeyValuePair<string, string>> Lines(Guest guest, bool isCurrent, string? snapshotName)
    {
        if (snapshotName is not null)
            return (guest.FindSnapshot(snapshotName) ?? throw ApiException.Failure($"snapshot '{snapshotName}' does not exist")).Config;
        return isCurrent
            ? guest.Config
            : guest.Config.Where(entry => !guest.PendingDeletions.ContainsKey(entry.Key) && !guest.Pending.ContainsKey(entry.Key)).Concat(guest.Pending);
    }

    private static JsonNode Value(GuestKind kind, string name, string value)
    {
        if (name == "cipassword")
            return Masked;
        return IsNumber(kind, name) ? long.Parse(value) : Text(kind, name, value);
    }

    /// <summary>A container's description ends with a line end, a machine's does not.</summary>
    private static string Text(GuestKind kind, string name, string value) =>
        kind == GuestKind.Lxc && name == "description" ? value.TrimEnd('\n') + "\n" : value;

    /// <summary>Integers and booleans are JSON numbers; other numbers, and a machine's memory, are text.</summary>
    private static bool IsNumber(GuestKind kind, string name) =>
        (kind == GuestKind.Lxc ? ContainerParameters.Option(name) : MachineOptions.Find(name))?.Kind is ParameterKind.Integer or ParameterKind.Boolean;
}
