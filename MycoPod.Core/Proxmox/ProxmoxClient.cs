using System.Text.Json;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox;

/// <summary>Sends requests to one cluster and records each in a sink. Nothing that reached it is sent again here: what is safe is the caller's to know.</summary>
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
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(await SendForTextAsync(request, cancellationToken));
        }
        catch (JsonException e)
        {
            throw new ProxmoxException(FailureKind.UnknownOutcome, "The answer is no JSON: something else than Proxmox answers at this address.", e);
        }
    }

    /// <summary>As <see cref="SendAsync"/>, for answers that are no JSON.</summary>
    internal async Task<string> SendForTextAsync(ProxmoxRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await connection.SendAsync(request, sink, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? body : throw FailureClassifier.Of(response.StatusCode, connection.Mask.Text(response.ReasonPhrase ?? ""), connection.Mask.Text(body));
        }
        catch (HttpRequestException e)
        {
            throw FailureClassifier.Of(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProxmoxException(FailureKind.UnknownOutcome, "No answer came in time.", e);
        }
    }
}
