namespace MycoPod.Web.Accounts;

/// <summary>After three failed attempts for a name, two minutes' wait; for names that nobody has as well, so that none is disclosed.</summary>
/// <remarks>Names are normalized as accounts' are. An attempt counts from its beginning: many at once are no way around it.</remarks>
internal sealed class LoginThrottle(TimeProvider time)
{
    public const int Attempts = 3;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <summary>Guessing at made-up names must not fill the memory.</summary>
    private const int MostNames = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Counted> names = new(StringComparer.Ordinal);

    /// <summary>How long the name still has to wait; zero where it need not.</summary>
    public TimeSpan WaitOf(string name)
    {
        lock (gate) return Wait(name);
    }

    /// <summary>Counts an attempt as failed until it turns out otherwise.</summary>
    /// <returns>Zero, or how long the name has to wait; then nothing was counted.</returns>
    public TimeSpan Begin(string name)
    {
        lock (gate)
        {
            if (Wait(name) is { Ticks: > 0 } wait) return wait;
            var now = time.GetUtcNow();
            if (names.Count >= MostNames) Forget(now);
            names[name] = new(names.TryGetValue(name, out var old) && now - old.Last < Pause ? old.Count + 1 : 1, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>An attempt that came to no result counts for nothing.</summary>
    public void TakeBack(string name)
    {
        lock (gate)
        {
            if (names.TryGetValue(name, out var counted)) names[name] = counted with { Count = Math.Max(0, counted.Count - 1) };
        }
    }

    public void Succeeded(string name)
    {
        lock (gate) names.Remove(name);
    }

    private TimeSpan Wait(string name) =>
        names.TryGetValue(name, out var counted) && counted.Count >= Attempts && counted.Last + Pause - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, counted) in names.ToList())
        {
            if (now - counted.Last >= Pause) names.Remove(name);
        }
    }

    private sealed record Counted(int Count, DateTimeOffset Last);
}
