using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>How often one source may ask for links, whatever names it asks for.</summary>
internal sealed class RecoveryThrottle(TimeProvider time)
{
    public const int MostPerWindow = 20;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Asking from ever new addresses must not fill the memory.</summary>
    private const int MostSources = 10_000;

    private readonly ConcurrentDictionary<string, Asked> sources = new(StringComparer.Ordinal);

    public bool TryTake(IPAddress? source)
    {
        var now = time.GetUtcNow();
        if (sources.Count >= MostSources) Forget(now);
        if (sources.Count >= MostSources) return false;
        return sources.AddOrUpdate(Key(source), _ => new(1, now), (_, old) => now - old.Since >= Window ? new(1, now) : old with { Count = old.Count + 1 }).Count <= MostPerWindow;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (source, asked) in sources)
        {
            if (now - asked.Since >= Window) sources.TryRemove(source, out _);
        }
    }

    /// <summary>A household has a whole /64 of IPv6 addresses to ask from.</summary>
    private static string Key(IPAddress? source)
    {
        if (source is null) return "";
        if (source.IsIPv4MappedToIPv6) source = source.MapToIPv4();
        return source.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(source.GetAddressBytes(), 0, 8) : source.ToString();
    }

    private sealed record Asked(int Count, DateTimeOffset Since);
}
