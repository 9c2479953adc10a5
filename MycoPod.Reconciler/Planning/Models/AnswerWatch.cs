using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Tells failures of the HTTP exchange apart in one place, so that no SDK's own exceptions have to be known.</summary>
internal sealed class AnswerWatch(TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostBytes = 4096;
    private const int LongestQuote = 200;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ModelException(ModelFailureKind.NotReachable, $"{request.RequestUri?.Authority} cannot be reached ({e.HttpRequestError}).", inner: e);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response) throw await FailureAsync(response, cancellationToken);
    }

    private async Task<ModelException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            // What providers answer then often quotes the key.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ModelFailureKind.KeyRefused, $"the provider refused the key ({status})."),
            HttpStatusCode.TooManyRequests => new(ModelFailureKind.RateLimited, "the provider asks for fewer requests, or the account's quota is used up (429).", Wait(response.Headers.RetryAfter)),
            _ when status >= 500 => new(ModelFailureKind.ServerError, $"the provider has a problem of its own ({status}).", Wait(response.Headers.RetryAfter)),
            _ => new(ModelFailureKind.Rejected, $"the provider did not accept the request ({status}{await QuoteAsync(response, cancellationToken)})."),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    /// <summary>The provider's own words, which all of them keep in <c>error.message</c>.</summary>
    private static async Task<string> QuoteAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length));
            var message = document.RootElement.GetProperty("error").GetProperty("message").GetString() ?? "";
            var line = new string([.. message.Select(c => char.IsControl(c) ? ' ' : c)]);
            return $": {(line.Length > LongestQuote ? line[..LongestQuote] + "…" : line)}";
        }
        catch (Exception e) when (e is JsonException or IOException or KeyNotFoundException or InvalidOperationException or HttpRequestException)
        {
            return "";
        }
    }
}
