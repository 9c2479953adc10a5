namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>The one place where exchanges are recorded. An answer reaches its caller only after it was recorded.</summary>
internal sealed class ExchangeHandler(SecretMask mask, TimeProvider time) : DelegatingHandler
{
    internal static readonly HttpRequestOptionsKey<ExchangeNote> Note = new("mycopod-exchange");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Note, out var note)) throw new InvalidOperationException("A request to the cluster has no place to be recorded.");
        var startedAt = time.GetUtcNow();
        var begin = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            await RecordAsync(response, body, failure: null);
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            await RecordAsync(response: null, body: null, e.Message);
            throw;
        }

        // An answer that came is recorded even while the caller is being cancelled: it happened.
        Task RecordAsync(HttpResponseMessage? response, string? body, string? failure) => note.Sink.RecordAsync(
            new(
                note.Node ?? request.RequestUri?.Host ?? "",
                request.Method.Method,
                mask.Address(request.RequestUri?.PathAndQuery ?? ""),
                string.Join('\n', note.Parameters.Select(p => mask.Parameter(p.Key, p.Value))),
                response is null ? null : (int)response.StatusCode,
                response?.ReasonPhrase,
                body is null ? null : mask.Answer(body),
                failure is null ? null : mask.Text(failure),
                startedAt,
                time.GetElapsedTime(begin)),
            CancellationToken.None);
    }
}
