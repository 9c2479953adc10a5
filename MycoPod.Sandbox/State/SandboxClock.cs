namespace MycoPod.Sandbox.State;

/// <summary>Real dates, but work that takes a second takes a second divided by the speed.</summary>
internal sealed class SandboxClock(TimeProvider time, double speed)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public TimeSpan Scale(TimeSpan duration) => duration / speed;

    public Task DelayAsync(TimeSpan duration, CancellationToken token) => Task.Delay(Scale(duration), time, token);

    public Task HoldAsync(TimeSpan exactly, CancellationToken token) => Task.Delay(exactly, time, token);
}
