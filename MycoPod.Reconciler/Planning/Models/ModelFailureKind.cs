namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Why a language model gave no answer that could be read.</summary>
internal enum ModelFailureKind
{
    NotReachable,
    TimedOut,

    /// <summary>401 or 403.</summary>
    KeyRefused,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>5xx.</summary>
    ServerError,

    /// <summary>Any other 4xx, as for a model that the provider does not know.</summary>
    Rejected,

    /// <summary>The answer broke off, or was not what the provider's protocol says.</summary>
    BrokenStream,

    /// <summary>The answer was longer than the model may write.</summary>
    Truncated,

    Empty,

    /// <summary>The provider's own filter withheld the answer.</summary>
    Withheld,
}
