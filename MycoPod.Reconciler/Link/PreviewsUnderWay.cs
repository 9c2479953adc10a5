using System.Collections.Concurrent;
using MycoPod.Core.Link;

namespace MycoPod.Reconciler.Link;

/// <summary>Previews that somebody may stop waiting for. Web says so by name: a call over the link cannot be taken back.</summary>
internal sealed class PreviewsUnderWay
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> sources = new();

    public async Task<PreviewResult> RunAsync(Guid previewId, Func<CancellationToken, Task<PreviewResult>> plan)
    {
        using var source = new CancellationTokenSource();
        sources[previewId] = source;
        try
        {
            return await plan(source.Token);
        }
        finally
        {
            sources.TryRemove(previewId, out _);
        }
    }

    public void Cancel(Guid previewId)
    {
        try
        {
            if (sources.TryGetValue(previewId, out var source)) source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this moment.
        }
    }
}
