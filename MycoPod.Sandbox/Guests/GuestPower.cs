using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>What starting and stopping have in common for containers and machines.</summary>
internal static class GuestPower
{
    public static void RequireRootForSkipLock(ApiCall call)
    {
        if (call.Parameters.Flag("skiplock") && !call.Caller.IsRootUser)
            throw ApiException.BadParameter("skiplock", "Only root may use this option.");
    }

    public static void SwitchOff(Guest guest)
    {
        guest.StartedAt = null;
        guest.Pid = null;
        guest.IsPaused = false;
    }

    /// <summary>A bridge that the guest is plugged into and its node does not have.</summary>
    public static string? MissingBridge(ClusterDocument cluster, Guest guest) =>
        Bridges(guest).FirstOrDefault(bridge => cluster.FindNode(guest.Node)?.Bridges.Exists(known => known.Name == bridge) != true);

    private static IEnumerable<string> Bridges(Guest guest) => guest.Config
        .Where(entry => entry.Key.StartsWith("net", StringComparison.Ordinal))
        .SelectMany(entry => entry.Value.Split(','))
        .Where(part => part.StartsWith("bridge=", StringComparison.Ordinal))
        .Select(part => part["bridge=".Length..]);
}
