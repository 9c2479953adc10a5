using System.Text.Json;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox;

/// <summary>Sends requests to one cluster and records each in a sink. Nothing is retried here: what is safe is the caller's to know.</summary>
public sealed class ProxmoxClient(ProxmoxConnection connection, IExchangeSink sink)
{
    /// <summary>Who the requests come from, as tasks name them: <c>mycopod@pve!agent</c>.</summary>
    public string User => connection.User;

    /// <summary>Sends a request and returns the answer's <c>data</c>.</summary>
    /// <exception cref="ProxmoxException">Every failure, classified.</exception>
    public async Task<JsonElement> SendAsync(ProxmoxRequest request, CancellationToken cancellationToken) =>
        (await SendForDocumentAsync(request, cancellationToken)) is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty("data", out var data)
            ? data
            : throw new ProxmoxException(FailureKind.UnknownOutcome, "The answer holds no data: something else than Proxmox answers at this address.");

    /// <summary>As <see cref="SendAsync"/>, with what stands beside <c>data</c>.</summary>
    public async Task<JsonElement> SendForDocumentAsync(ProxmoxRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        try
        {
            using var response = await connection.For(request.Method).SendAsync(message, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode) throw FailureClassifier.Of(response.StatusCode, response.ReasonPhrase, body);
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (HttpRequestException e)
        {
            throw FailureClassifier.Of(e);
        }
        catch (JsonException e)
        {
            throw new ProxmoxException(FailureKind.UnknownOutcome, "The answer is no JSON: something else than Proxmox answers at this address.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProxmoxException(FailureKind.UnknownOutcome, "No answer came in time.", e);
        }
    }

    private HttpRequestMessage Message(ProxmoxRequest request)
    {
        // The server refuses DELETE and GET with a body, and chunked bodies altogether (facts: HTTP).
        var inQuery = request.Method is "GET" or "DELETE";
        var query = inQuery && request.Parameters.Count > 0
            ? "?" + string.Join('&', request.Parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"))
            : "";
        var message = new HttpRequestMessage(new(request.Method), new Uri($"/api2/json{request.Path}{query}", UriKind.Relative));
        if (!inQuery) message.Content = new FormUrlEncodedContent(request.Parameters);
        message.Options.Set(ExchangeHandler.Note, new(sink, request.Node, inQuery ? [] : request.Parameters));
        return message;
    }
}
