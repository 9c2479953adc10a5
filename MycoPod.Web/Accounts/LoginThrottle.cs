using System.Collections.Concurrent;

namespace MycoPod.Web.Accounts;

/// <summary>After three failed attempts for a name, two minutes' wait; for names that nobody has as well, so that none is disclosed.</summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    public const int Attempts = 3;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <summary>Guessing at made-up names must not fill the memory.</summary>
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<string, Failures> names = new(StringComparer.Ordinal);

    /// <summary>How long the name still has to wait; zero where it need not.</summary>
    public TimeSpan WaitOf(string name) =>
        names.TryGetValue(Key(name), out var failures) && failures.Count >= Attempts && failures.Last + Pause - time.GetUtcNow() is { Ticks: > 0 } wait
            ? wait
            : TimeSpan.Zero;

    public void Failed(string name)
    {
        var now = time.GetUtcNow();
        if (names.Count >= MostNames) Forget(now);
        names.AddOrUpdate(Key(name), _ => new(1, now), (_, old) => new(now - old.Last >= Pause ? 1 : old.Count + 1, now));
    }

    public void Succeeded(string name) => names.TryRemove(Key(name), out _);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, failures) in names)
        {
            if (now - failures.Last >= Pause) names.TryRemove(name, out _);
        }
    }

    private static string Key(string name) => name.Trim().ToUpperInvariant();

    private sealed record Failures(int Count, DateTimeOffset Last);
}
