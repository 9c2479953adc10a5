namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>Travels with a request to the handler that records it.</summary>
internal sealed record ExchangeNote(IExchangeSink Sink, string? Node, IReadOnlyList<KeyValuePair<string, string>> Parameters);
