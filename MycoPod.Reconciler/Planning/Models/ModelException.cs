namespace MycoPod.Reconciler.Planning.Models;

/// <summary>A language model gave no answer that could be read.</summary>
/// <param name="kind">What happened.</param>
/// <param name="reason">One sentence for people, without any secret.</param>
/// <param name="retryAfter">When the provider wants to be asked again; null where it did not say.</param>
internal sealed class ModelException(ModelFailureKind kind, string reason, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(reason, inner)
{
    public ModelFailureKind Kind => kind;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether the same question may be answered in a moment.</summary>
    public bool MayPass => kind is ModelFailureKind.NotReachable or ModelFailureKind.RateLimited or ModelFailureKind.ServerError or ModelFailureKind.BrokenStream or ModelFailureKind.Empty;

    /// <summary>The notice: what happened, that nothing was lost, and what to do next.</summary>
    public string Notice => $"The natural language service is unavailable: {Message} Nothing was planned, and your text is kept. {Advice}";

    private string Advice => kind switch
    {
        ModelFailureKind.KeyRefused => "Ask an Admin to upload an LLM configuration with a key that is valid, then preview again.",
        ModelFailureKind.Rejected => "Ask an Admin to check model and endpoint in the LLM configuration, then preview again.",
        ModelFailureKind.RateLimited when retryAfter is { } wait => $"Try again in {Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} seconds.",
        ModelFailureKind.RateLimited => "Try again in a few minutes.",
        ModelFailureKind.TimedOut => "Try again; if it happens often, an Admin can raise timeoutSeconds in the LLM configuration or choose a faster model.",
        ModelFailureKind.Truncated => "Ask for less at a time: split the text into several declarations, then preview again.",
        ModelFailureKind.Withheld => "Say it in other words, then preview again.",
        _ => "Try again in a moment.",
    };
}
