using MycoPod.Web.Data;
using MycoPod.Web.Declarations;
using MycoPod.Web.Link;
using MycoPod.Web.Orders;

namespace MycoPod.Web.Telemetry;

/// <summary>Keeps the numbers current that are no events: whether the Agent is connected, and how much waits for an Admin. Runs only where somebody is told of them.</summary>
internal sealed class WebGauges(AgentLink link, DeclarationIndex index, DeclarationQuery declarations, RetryRequests retries, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim changed = new(0, 1);

    public override void Dispose()
    {
        link.Changed -= Wake;
        index.Changed -= Wake;
        retries.Changed -= Wake;
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        link.Changed += Wake;
        index.Changed += Wake;
        retries.Changed += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            WebMeter.SetAgentConnected(link.Presence is not null);
            try
            {
                WebMeter.SetPending(await declarations.CountPendingAsync(stoppingToken) + (await retries.OpenAsync(stoppingToken)).Count);
            }
            catch (Exception e) when (DatabaseFailure.Is(e))
            {
                // The number of before stays; outages are counted where they are noticed.
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            await changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    private void Wake(object? sender, EventArgs e)
    {
        lock (changed)
        {
            if (changed.CurrentCount == 0) changed.Release();
        }
    }
}
