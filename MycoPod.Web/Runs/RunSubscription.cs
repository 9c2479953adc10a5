using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Someone who follows runs: gets every event that is stored from now on, in order, once.</summary>
internal sealed class RunSubscription(Guid? runId, Action<RunSubscription> end) : IDisposable
{
    private readonly Channel<RunEvent> channel = Channel.CreateUnbounded<RunEvent>(new UnboundedChannelOptions { SingleReader = true });

    public void Offer(RunEvent happened)
    {
        if (runId is null || runId == happened.RunId) channel.Writer.TryWrite(happened);
    }

    public IAsyncEnumerable<RunEvent> EventsAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Everything that came, in batches no oftener than every <paramref name="pause"/>.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> BatchesAsync(TimeSpan pause, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await channel.Reader.WaitToReadAsync(cancellationToken))
        {
            List<RunEvent> batch = [];
            while (channel.Reader.TryRead(out var happened)) batch.Add(happened);
            yield return batch;
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public void Dispose()
    {
        end(this);
        channel.Writer.TryComplete();
    }
}
