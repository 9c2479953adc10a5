using System.Text.Json;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Shell;

/// <summary>The host keys of VMs, kept from the first contact on: nobody can know them before.</summary>
internal sealed class GuestHostKeys(ProtectedDirectory directory)
{
    private const string FileName = "guest-host-keys.json";

    private readonly Lock gate = new();

    /// <summary>Why a host key is refused; null where it is the known one, or the first.</summary>
    /// <param name="guest">What the guest is known by; a later one of its name and number is another.</param>
    public string? Refuse(string name, string guest, string fingerprint)
    {
        lock (gate)
        {
            var known = directory.Find(FileName) is { } content ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(content) ?? [] : [];
            if (known.TryGetValue(guest, out var first))
            {
                return first == fingerprint ? null : $"{name} shows another host key than at first contact: {fingerprint} instead of {first}. It may be another machine, so no command was run. "
                    + $"If its key was changed on purpose, take the line \"{guest}\" out of {Path.Combine(directory.Path, FileName)} on the Agent's host.";
            }

            known[guest] = fingerprint;
            directory.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(known));
            return null;
        }
    }
}
