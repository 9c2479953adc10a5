namespace MycoPod.Web.Orders;

/// <summary>A User's wish that a run of their own declaration is taken up again; an Admin decides.</summary>
internal sealed class RetryRequest
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>The attempt that ended; the wish is about nothing any more once there is a later one.</summary>
    public required int Attempt { get; init; }

    /// <summary>User name.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }
}
