namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>Travels with a request to the handler that records it.</summary>
/// <param name="Parameters">Those of the body; what is in the query is part of the path.</param>
internal sealed record ExchangeNote(IExchangeSink Sink, string? Node, IReadOnlyList<KeyValuePair<string, string>> Parameters);
