using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Telemetry;

/// <summary>Measures each exchange with the cluster on its way to where it is recorded.</summary>
internal sealed class MeasuredExchanges(IExchangeSink sink) : IExchangeSink
{
    public Task RecordAsync(RawExchange exchange, CancellationToken cancellationToken)
    {
        AgentMeter.Count(exchange);
        return sink.RecordAsync(exchange, cancellationToken);
    }
}
