namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The options that end up on the cloud-init drive.</summary>
internal static class CloudInitOptions
{
    private static readonly HashSet<string> Names = new(
        ["cicustom", "cipassword", "citype", "ciupgrade", "ciuser", "nameserver", "searchdomain", "sshkeys", "ipconfig"], StringComparer.Ordinal);

    public static bool Contains(string option) => Names.Contains(MachineOptions.Find(option)?.Name ?? option);
}
