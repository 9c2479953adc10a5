using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Hands stored events to whoever follows runs. Subscribe first, then read what is there: nothing falls in between.</summary>
internal sealed class RunFeed
{
    private readonly Lock gate = new();
    private readonly List<RunSubscription> subscriptions = [];

    /// <param name="runId">One run, or null for all.</param>
    public RunSubscription Subscribe(Guid? runId)
    {
        var subscription = new RunSubscription(runId, End);
        lock (gate) subscriptions.Add(subscription);
        return subscription;
    }

    public void Publish(IReadOnlyList<RunEvent> events)
    {
        lock (gate)
        {
            foreach (var subscription in subscriptions)
            {
                foreach (var happened in events) subscription.Offer(happened);
            }
        }
    }

    private void End(RunSubscription subscription)
    {
        lock (gate) subscriptions.Remove(subscription);
    }
}
