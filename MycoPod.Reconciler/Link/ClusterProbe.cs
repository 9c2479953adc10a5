using MycoPod.Core.Link;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Link;

/// <summary>Looks now and then whether the cluster answers, for the light in the header and the dashboard. Reads only.</summary>
internal sealed class ClusterProbe(ClusterAccess access, ConfigurationFiles files, LanguageModelAccess models, AgentStatus status, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(Interval, time, stoppingToken)) await LookAsync(stoppingToken);
    }

    /// <summary>Looks once, and keeps the answer for Web.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            status.SetFiles(files.Find(ConfigurationFileKind.ProxmoxCredentials), files.Find(ConfigurationFileKind.LanguageModel), models.PlannerName());
            if (access.Open(DiscardedExchanges.Instance) is not { } client)
            {
                status.SetNoCredentials();
                return;
            }

            var (name, version) = await client.GetIdentityAsync(cancellationToken);
            var lacking = StepPrivileges.Lacking(await client.GetPermissionsAsync(cancellationToken));
            status.SetCluster(name, version, await client.GetTotalsAsync(cancellationToken), lacking);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A look that fails is told and never ends anything else.
            status.SetClusterProblem(e.Message);
        }
    }
}
