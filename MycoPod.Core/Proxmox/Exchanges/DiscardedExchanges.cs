namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>For reading the inventory, which belongs to no run.</summary>
public sealed class DiscardedExchanges : IExchangeSink
{
    public static readonly DiscardedExchanges Instance = new();

    public Task RecordAsync(RawExchange exchange, CancellationToken cancellationToken) => Task.CompletedTask;
}
