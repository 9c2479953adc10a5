using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Execution;

/// <summary>Records a step's exchanges in the run's ledger.</summary>
internal sealed class StepExchanges(RunLedger ledger, Guid runId, int stepNumber) : IExchangeSink
{
    public Task RecordAsync(RawExchange exchange, CancellationToken cancellationToken) =>
        ledger.RecordExchangeAsync(runId, stepNumber, exchange, cancellationToken);
}
