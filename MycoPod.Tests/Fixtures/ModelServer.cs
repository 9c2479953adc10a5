using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MycoPod.Tests.Fixtures;

/// <summary>
/// Speaks the protocols of OpenAI (Azure and Ollama included) and of Anthropic over HTTP, as streams, with scripted answers. A request
/// that no answer is left for is answered with 500.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    public const int TokensIn = 1200;
    public const int TokensOut = 34;
    private readonly WebApplication application;
    private readonly ConcurrentQueue<ModelReply> replies;
    private readonly List<ModelRequest> requests = [];

    private ModelServer(WebApplication application, IEnumerable<ModelReply> replies)
    {
        this.application = application;
        this.replies = new(replies);
    }

    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    /// <summary>Ends when a caller gave up on an answer that hangs.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when an answer begins to hang.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public static Task<ModelServer> StartAsync(params IReadOnlyList<string> answers) => StartAsync(answers.Select(a => new ModelReply(a)));

    public static async Task<ModelServer> StartAsync(IEnumerable<ModelReply> replies)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build(), replies);
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new ModelRequest($"{context.Request.Path}{context.Request.QueryString}", context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
        lock (requests) requests.Add(request);
        var isAnthropic = context.Request.Path.Value?.EndsWith("/messages", StringComparison.Ordinal) == true;
        if (!replies.TryDequeue(out var reply)) reply = ModelReply.Failing(500);
        if (reply.RefusesSchema && request.Json.TryGetProperty("response_format", out _)) reply = ModelReply.Failing(400, message: "response_format is not supported");
        if (reply.Hangs) await HangAsync(context);
        if (reply.Status != 200) await FailAsync(context, reply);
        else await StreamAsync(context, reply, isAnthropic ? AnthropicEvents(reply) : OpenAIEvents(reply));
    }

    private async Task HangAsync(HttpContext context)
    {
        Hanging.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
        finally
        {
            GivenUp.TrySetResult();
        }
    }

    private static async Task FailAsync(HttpContext context, ModelReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        if (reply.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait;
        var key = $"{context.Request.Headers.Authorization}{context.Request.Headers["x-api-key"]}{context.Request.Headers["api-key"]}";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { type = "error", error = new { type = "failure", message = reply.ErrorMessage ?? $"Wrong key: {key}" } }));
    }

    private static async Task StreamAsync(HttpContext context, ModelReply reply, List<string> events)
    {
        context.Response.ContentType = "text/event-stream";
        if (reply.IsCut) context.Response.ContentLength = events.Sum(e => Encoding.UTF8.GetByteCount(e));
        foreach (var line in events.Take(reply.IsCut ? events.Count / 2 : events.Count))
        {
            await context.Response.WriteAsync(line, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        // A response that is shorter than it said closes the connection.
        if (reply.IsGarbled) await context.Response.WriteAsync("data: {\"id\": <html>502</html>\n\n", context.RequestAborted);
    }

    private static List<string> OpenAIEvents(ModelReply reply)
    {
        List<object> chunks = reply.Function is { } function
            ? [Chunk(new { role = "assistant", tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name = function.Name, arguments = function.Arguments } } } })]
            : [Chunk(new { role = "assistant", content = "" }), .. Pieces(reply.Text).Select(p => Chunk(new { content = p }))];
        if (!reply.IsGarbled) chunks.Add(Chunk(new { }, reply.Function is not null ? "tool_calls" : reply.IsTruncated ? "length" : "stop"));
        chunks.Add(new { id = "1", @object = "chat.completion.chunk", created = 1, model = "m", choices = Array.Empty<object>(), usage = new { prompt_tokens = TokensIn, completion_tokens = TokensOut, total_tokens = TokensIn + TokensOut } });
        var lines = chunks.Select(c => $"data: {JsonSerializer.Serialize(c)}\n\n").ToList();
        if (!reply.IsGarbled) lines.Add("data: [DONE]\n\n");
        return lines;

        static object Chunk(object delta, string? finish = null) =>
            new { id = "1", @object = "chat.completion.chunk", created = 1, model = "m", choices = new[] { new { index = 0, delta, finish_reason = finish } } };
    }

    private static List<string> AnthropicEvents(ModelReply reply)
    {
        object block = reply.Function is { } function ? new { type = "tool_use", id = "call_1", name = function.Name, input = new { } } : new { type = "text", text = "" };
        var deltas = reply.Function is { } call
            ? [new { type = "input_json_delta", partial_json = call.Arguments }]
            : Pieces(reply.Text).Select(p => (object)new { type = "text_delta", text = p });
        List<string> events =
        [
            Event("message_start", new { type = "message_start", message = new { id = "msg_1", type = "message", role = "assistant", content = Array.Empty<object>(), model = "m", stop_reason = (string?)null, stop_sequence = (string?)null, usage = new { input_tokens = TokensIn, output_tokens = 1 } } }),
            Event("content_block_start", new { type = "content_block_start", index = 0, content_block = block }),
            .. deltas.Select(delta => Event("content_block_delta", new { type = "content_block_delta", index = 0, delta })),
            Event("content_block_stop", new { type = "content_block_stop", index = 0 }),
        ];
        if (reply.IsGarbled) return events;
        var reason = reply.Function is not null ? "tool_use" : reply.IsTruncated ? "max_tokens" : "end_turn";
        events.Add(Event("message_delta", new { type = "message_delta", delta = new { stop_reason = reason, stop_sequence = (string?)null }, usage = new { output_tokens = TokensOut } }));
        events.Add(Event("message_stop", new { type = "message_stop" }));
        return events;
    }

    private static string Event(string name, object data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n";

    /// <summary>Models answer a few letters at a time.</summary>
    private static IEnumerable<string> Pieces(string text) => text.Chunk(40).Select(c => new string(c));
}
