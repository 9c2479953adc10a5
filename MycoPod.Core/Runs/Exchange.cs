namespace MycoPod.Core.Runs;

/// <summary>One raw request and its answer. Secrets are masked before it is made; authorization headers are never part of it.</summary>
public sealed class Exchange
{
    public long Id { get; init; }

    public required Guid RunId { get; init; }

    public required int StepNumber { get; init; }

    public required string Node { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The form body, one <c>name=value</c> a line; empty where there was none.</summary>
    public required string RequestBody { get; init; }

    /// <summary>The HTTP status, or null where no answer came.</summary>
    public int? StatusCode { get; init; }

    public string? Reason { get; init; }

    public string? ResponseBody { get; init; }

    /// <summary>What went wrong where no answer came.</summary>
    public string? Failure { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double DurationMilliseconds { get; init; }
}
