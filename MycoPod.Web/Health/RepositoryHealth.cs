using Microsoft.Extensions.Diagnostics.HealthChecks;
using MycoPod.Web.Declarations;

namespace MycoPod.Web.Health;

/// <summary>Healthy when the last look at the declarations repository succeeded, and was not long ago.</summary>
internal sealed class RepositoryHealth(DeclarationIndex index, TimeProvider time) : IHealthCheck
{
    /// <summary>It is looked at every 30 s; a server that is slow to answer may cost several looks.</summary>
    public static readonly TimeSpan OldestLook = TimeSpan.FromMinutes(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Why() is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy());

    private string? Why()
    {
        if (index.Problem is { } problem) return problem;
        if (index.ReadAt is not { } at) return "The declarations repository was not read yet.";
        return time.GetUtcNow() - at > OldestLook ? $"The declarations repository was last read at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; a look at it does not end." : null;
    }
}
