using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Tests.Proxmox;

/// <summary>Keeps exchanges for a test to look at.</summary>
internal sealed class ExchangeList : List<RawExchange>, IExchangeSink
{
    private readonly Lock gate = new();

    public Task RecordAsync(RawExchange exchange, CancellationToken cancellationToken)
    {
        lock (gate) Add(exchange);
        return Task.CompletedTask;
    }

    public IEnumerable<string> Calls => this.Select(e => $"{e.Method} {e.Path["/api2/json".Length..]}");
}
