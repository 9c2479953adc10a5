using Microsoft.Extensions.AI;
using MycoPod.Core.Link;
using MycoPod.Core.Proxmox.Exchanges;
using Polly;
using Polly.Retry;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>One conversation with a language model: what was asked and answered, and what it cost. Nothing goes out with a known secret in it.</summary>
/// <param name="options">Tools, temperature and the form of answers.</param>
/// <param name="mask">Takes known secrets out of what is sent and recorded.</param>
/// <param name="patience">How long one question may take, with all that is tried again for it.</param>
internal sealed class ModelConversation(IChatClient client, ChatOptions options, SecretMask mask, TimeSpan patience, TimeProvider time)
{
    private const int MostRetries = 2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly List<ChatMessage> messages = [];
    private readonly List<PlanningMessage> record = [];

    public int Rounds { get; private set; }

    public long TokensIn { get; private set; }

    public long TokensOut { get; private set; }

    /// <summary>All that was said, secrets masked.</summary>
    public IReadOnlyList<PlanningMessage> Record => record;

    public void Instruct(string text) => Add(ChatRole.System, text);

    /// <summary>Asks, and waits for the whole answer.</summary>
    /// <exception cref="ModelException">There is no answer that can be read.</exception>
    public async Task<string> AskAsync(string text, CancellationToken cancellationToken)
    {
        Add(ChatRole.User, text);
        Rounds++;
        var deadline = time.GetUtcNow() + patience;
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await Retries(deadline).ExecuteAsync(async token => await AskAsFarAsKnownAsync(token), either.Token);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && e is not ModelException { Kind: not ModelFailureKind.BrokenStream })
        {
            throw new ModelException(ModelFailureKind.TimedOut, $"the model did not answer within {patience.TotalSeconds:0} seconds.", inner: e);
        }
    }

    /// <summary>A server that does not know how to hold a model to a schema says so; its answer is then read with more patience.</summary>
    private async Task<string> AskAsFarAsKnownAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskOnceAsync(cancellationToken);
        }
        catch (ModelException e) when (e.Kind == ModelFailureKind.Rejected && options.ResponseFormat is not null)
        {
            options.ResponseFormat = null;
            return await AskOnceAsync(cancellationToken);
        }
    }

    private async Task<string> AskOnceAsync(CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
            return Take(updates.ToChatResponse());
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not ModelException)
        {
            throw ModelExceptionIn(e) ?? Broken(e);
        }
    }

    private string Take(ChatResponse response)
    {
        TokensIn += response.Usage?.InputTokenCount ?? 0;
        TokensOut += response.Usage?.OutputTokenCount ?? 0;
        var text = response.Messages.LastOrDefault(m => m.Role == ChatRole.Assistant)?.Text ?? "";
        if (response.FinishReason == ChatFinishReason.Length) throw new ModelException(ModelFailureKind.Truncated, "the answer broke off because it is longer than the model may write.");
        if (response.FinishReason == ChatFinishReason.ContentFilter) throw new ModelException(ModelFailureKind.Withheld, "the provider's filter withheld the answer.");
        if (response.FinishReason is null) throw new ModelException(ModelFailureKind.BrokenStream, "the answer broke off on its way.");
        if (string.IsNullOrWhiteSpace(text)) throw new ModelException(ModelFailureKind.Empty, "the model's answer was empty.");
        foreach (var call in response.Messages.SelectMany(m => m.Contents)) Note(call);
        messages.AddRange(response.Messages);
        record.Add(new("assistant", mask.Text(text)));
        return text;
    }

    private void Note(AIContent content)
    {
        if (content is FunctionCallContent call) record.Add(new("function", mask.Text($"{call.Name}({string.Join(", ", call.Arguments?.Select(a => $"{a.Key}: {a.Value}") ?? [])})")));
        if (content is FunctionResultContent result) record.Add(new("function", mask.Text($"{result.Result}")));
    }

    private void Add(ChatRole role, string text)
    {
        var sent = mask.Text(text);
        messages.Add(new(role, sent));
        record.Add(new(role.Value, sent));
    }

    private ResiliencePipeline Retries(DateTimeOffset deadline) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MostRetries,
            ShouldHandle = arguments => new(arguments.Outcome.Exception is ModelException { MayPass: true } e && Pause(e, arguments.AttemptNumber) is var pause && pause <= LongestPause && time.GetUtcNow() + pause < deadline),
            DelayGenerator = arguments => new(arguments.Outcome.Exception is ModelException e ? Pause(e, arguments.AttemptNumber) : null),
        })
        .Build();

    private static TimeSpan Pause(ModelException failure, int attempt) => failure.RetryAfter ?? TimeSpan.FromMilliseconds(500 << attempt);

    private static ModelException? ModelExceptionIn(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is ModelException known) return known;
        }

        return null;
    }

    /// <summary>Whatever an SDK throws over an answer that began well: the connection was cut, or it is not what the protocol says.</summary>
    private static ModelException Broken(Exception e) => new(ModelFailureKind.BrokenStream, "the answer broke off on its way, or is not of the form that the provider promises.", inner: e);
}
