namespace MycoPod.Tests.Fixtures;

/// <summary>What a <see cref="ModelServer"/> answers to one request.</summary>
/// <param name="Text">What the model says.</param>
internal sealed record ModelReply(string Text = "")
{
    public int Status { get; init; } = 200;

    public string? RetryAfter { get; init; }

    /// <summary>Body of a failure; null for that of the provider's protocol.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The connection ends in the middle of the answer.</summary>
    public bool IsCut { get; init; }

    /// <summary>The stream holds what is no JSON.</summary>
    public bool IsGarbled { get; init; }

    /// <summary>Nothing comes until the caller gives up.</summary>
    public bool Hangs { get; init; }

    /// <summary>The model stopped because it may not write more.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The model asks for a function with these arguments, in JSON.</summary>
    public (string Name, string Arguments)? Function { get; init; }

    /// <summary>The server does not know <c>response_format</c> and refuses requests that have one.</summary>
    public bool RefusesSchema { get; init; }

    public static ModelReply Failing(int status, string? retryAfter = null, string? message = null) => new() { Status = status, RetryAfter = retryAfter, ErrorMessage = message };
}
