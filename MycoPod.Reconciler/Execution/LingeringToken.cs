namespace MycoPod.Reconciler.Execution;

/// <summary>Is cancelled some time after another token: what was sent already gets its answer, where it comes soon.</summary>
internal sealed class LingeringToken : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;

    public LingeringToken(TimeSpan longer, TimeProvider time, CancellationToken cancellationToken)
    {
        source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        registration = cancellationToken.Register(() => source.CancelAfter(longer));
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
