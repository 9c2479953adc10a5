using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using MycoPod.Reconciler.Credentials;
using OpenAI;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>
/// A language model at the one seam that all providers meet at. OpenAI and every server that speaks its protocol, Azure and Ollama
/// included, go through Semantic Kernel's connector; Anthropic through its own SDK. No SDK retries or times out by itself.
/// </summary>
internal sealed class ModelConnection : IDisposable
{
    private const int AnthropicMostTokens = 8192;
    private const int MostFunctionRounds = 8;
    private static readonly Uri OpenAIEndpoint = new("https://api.openai.com/v1");
    private static readonly Uri AnthropicEndpoint = new("https://api.anthropic.com");
    private readonly HttpClient http;

    private ModelConnection(HttpClient http, IChatClient client, bool hasStructuredOutput)
    {
        this.http = http;
        Client = client;
        HasStructuredOutput = hasStructuredOutput;
    }

    public IChatClient Client { get; }

    /// <summary>Whether the provider may be held to a JSON schema; a server that does not know how says so with a 400.</summary>
    public bool HasStructuredOutput { get; }

    /// <param name="file">Of any provider except <c>built-in</c>.</param>
    public static ModelConnection Open(LanguageModelFile file, TimeProvider time)
    {
        var sockets = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var isAnthropic = file.Provider == LanguageModelFile.Anthropic;
        var wire = new HttpClient(new AnswerWatch(time, isAnthropic ? sockets : new KeyHeaders(file, sockets))) { Timeout = Timeout.InfiniteTimeSpan };
        return new(wire, WithFunctions(isAnthropic ? OpenAnthropic(file, wire) : OpenOpenAI(file, wire)), hasStructuredOutput: !isAnthropic);
    }

    /// <summary>Where the provider's API begins.</summary>
    internal static Uri EndpointOf(LanguageModelFile file) => (file.Provider, file.Endpoint) switch
    {
        (LanguageModelFile.OpenAI, null) => OpenAIEndpoint,
        (LanguageModelFile.Anthropic, null) => AnthropicEndpoint,
        (LanguageModelFile.AzureOpenAI, { } endpoint) when !endpoint.AbsolutePath.Contains("/openai", StringComparison.Ordinal) => Below(endpoint, "openai/v1"),
        (LanguageModelFile.Ollama, { } endpoint) when !endpoint.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal) => Below(endpoint, "v1"),
        (_, { } endpoint) => new UriBuilder(endpoint) { Query = "" }.Uri,
        _ => throw new InvalidOperationException($"{file.Provider} has no endpoint."),
    };

    public void Dispose()
    {
        Client.Dispose();
        http.Dispose();
    }

    private static IChatClient OpenOpenAI(LanguageModelFile file, HttpClient wire)
    {
        var client = new OpenAIClient(new ApiKeyCredential(file.ApiKey ?? "none"), new OpenAIClientOptions
        {
            Endpoint = EndpointOf(file),
            Transport = new HttpClientPipelineTransport(wire),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        return Kernel.CreateBuilder().AddOpenAIChatClient(file.Model ?? "", client).Build().GetRequiredService<IChatClient>();
    }

    private static IChatClient OpenAnthropic(LanguageModelFile file, HttpClient wire) => new AnthropicClient
    {
        ApiKey = file.ApiKey,
        BaseUrl = EndpointOf(file).AbsoluteUri.TrimEnd('/'),
        HttpClient = wire,
        MaxRetries = 0,
        Timeout = TimeSpan.FromSeconds(LanguageModelFile.LongestTimeout),
    }.AsIChatClient(file.Model, AnthropicMostTokens);

    /// <summary>The model may ask for details of the cluster a few times, one after the other.</summary>
    private static IChatClient WithFunctions(IChatClient client)
    {
        var inner = client.GetService<FunctionInvokingChatClient>() is null ? client.AsBuilder().UseFunctionInvocation().Build() : client;
        if (inner.GetService<FunctionInvokingChatClient>() is { } invoking) invoking.MaximumIterationsPerRequest = MostFunctionRounds;
        return inner;
    }

    private static Uri Below(Uri endpoint, string path) => new UriBuilder(endpoint) { Path = $"{endpoint.AbsolutePath.TrimEnd('/')}/{path}", Query = "" }.Uri;
}
