using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Sends the key as the provider wants it: Azure in a header of its own and with the endpoint's query, servers without keys not at all.</summary>
internal sealed class KeyHeaders(LanguageModelFile file, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (file.Provider == LanguageModelFile.AzureOpenAI || file.ApiKey is null) request.Headers.Authorization = null;
        if (file.Provider == LanguageModelFile.AzureOpenAI)
        {
            request.Headers.Add("api-key", file.ApiKey);
            if (file.Endpoint is { Query.Length: > 1 } endpoint && request.RequestUri is { } address) request.RequestUri = new UriBuilder(address) { Query = endpoint.Query }.Uri;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
