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

    public static IEnumerable<string> Bridges(Guest guest) => guest.Config
        .Where(entry => entry.Key.StartsWith("net", StringComparison.Ordinal))
        .SelectMany(entry => entry.Value.Split(','))
        .Where(part => part.StartsWith("bridge=", StringComparison.Ordinal))
        .Select(part => part["bridge=".Length..]);
}
