namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>Where exchanges go. It is called before the caller learns the answer.</summary>
public interface IExchangeSink
{
    Task RecordAsync(RawExchange exchange, CancellationToken cancellationToken);
}
