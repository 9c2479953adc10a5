namespace MycoPod.Web.Shell;

/// <summary>Lets relative times age on open pages.</summary>
internal sealed class MinuteTick : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly TimeProvider time;
    private readonly ITimer timer;

    public MinuteTick(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Ticked?.Invoke(this, EventArgs.Empty), null, Interval, Interval);
    }

    public event EventHandler? Ticked;

    public DateTimeOffset Now => time.GetUtcNow();

    public void Dispose() => timer.Dispose();
}
