using Microsoft.Extensions.Diagnostics.HealthChecks;
using MycoPod.Web.Link;

namespace MycoPod.Web.Health;

/// <summary>Healthy while the Agent is connected.</summary>
internal sealed class AgentHealth(AgentLink link) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(link.Presence is not null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The Agent is not connected."));
}
