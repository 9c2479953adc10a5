using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Approvals;
using MycoPod.Core.Data;
using MycoPod.Core.Link;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Execution.Steps;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Repository;
using MycoPod.Reconciler.Shell;
using MycoPod.Reconciler.Telemetry;
using MycoPod.Reconciler.Uploads;

namespace MycoPod.Reconciler;

/// <summary>Puts the Agent together.</summary>
internal static class AgentHost
{
    public static HostApplicationBuilder AddAgent(this HostApplicationBuilder builder, AgentConfiguration configuration, Pairing pairing)
    {
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(configuration).AddSingleton(pairing);
        builder.Services.AddDbContextFactory<RunsContext>(options => options.UseRuns(configuration.Connection));
        AddCredentials(builder.Services, configuration);
        AddReconciliation(builder.Services, configuration, pairing);
        builder.Services.AddExecution().AddHostedService<RunLoop>().AddHostedService<RetentionLoop>();
        builder.Services.AddSingleton<PlanComparison>();
        AddPlanning(builder.Services);
        builder.Services.AddTelemetry(configuration);
        builder.Services.AddSingleton<AgentStatus>().AddSingleton<ClusterProbe>().AddHostedService(provider => provider.GetRequiredService<ClusterProbe>()).AddHostedService<WebLink>();
        return builder;
    }

    private static void AddCredentials(IServiceCollection services, AgentConfiguration configuration) => services
        .AddSingleton(new ProtectedDirectory(configuration.CredentialsDirectory))
        .AddSingleton(new UploadFolder(Path.Combine(configuration.StateDirectory, "uploads")))
        .AddSingleton<ClusterAccess>()
        .AddSingleton(new SchemaStore(Path.Combine(configuration.StateDirectory, "schemas")))
        .AddSingleton<SealingKey>()
        .AddSingleton<LanguageModelAccess>()
        .AddSingleton<KnownSecrets>()
        .AddSingleton<ILanguageModelProof, ModelProof>()
        .AddSingleton<ConfigurationFiles>();

    private static void AddPlanning(IServiceCollection services) => services
        .AddSingleton<SchemaRules>()
        .AddSingleton<IReadOnlyList<IPlanGuard>>(provider => PlanGuards.All(provider.GetRequiredService<KnownSecrets>()))
        .AddSingleton<PlanChecks>()
        .AddSingleton<IClusterLook>(provider => new ClientLook(() => provider.GetRequiredService<ClusterAccess>().Open(DiscardedExchanges.Instance)))
        .AddSingleton<BuiltInPlanner>()
        .AddSingleton<IPlanner, ConfiguredPlanner>()
        .AddSingleton<ClusterSight>()
        .AddSingleton<PreviewPlanner>();

    private static void AddReconciliation(IServiceCollection services, AgentConfiguration configuration, Pairing pairing)
    {
        services
            .AddSingleton(new DeclarationsClone(Path.Combine(configuration.StateDirectory, "declarations.git"), configuration.Repository, configuration.Repository.ReadTrust(pairing)))
            .AddSingleton(provider => new ApprovalVerifier(ApprovalKey.ImportPublic(pairing.ApprovalKey), pairing.AgentId, provider.GetRequiredService<TimeProvider>(), () => provider.GetRequiredService<HighWaterMark>().RestoredAt))
            .AddSingleton(provider => new OrderVerifier(ApprovalKey.ImportPublic(pairing.ApprovalKey), pairing.AgentId, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<FolderJudge>()
            .AddSingleton<OrderDesk>()
            .AddSingleton<VerdictLedger>()
            .AddSingleton<RepositoryPass>()
            .AddSingleton<WorkSignals>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AgentLease>(provider, configuration.Connection));
        services.AddHostedService(provider => provider.GetRequiredService<AgentLease>()).AddHostedService<RepositoryLoop>();
    }

    /// <summary>What carries runs out; also put together by the tests of it.</summary>
    internal static IServiceCollection AddExecution(this IServiceCollection services) => services
        .AddSingleton<AgentSecrets>()
        .AddSingleton<RequestAssembly>()
        .AddSingleton<IStepAction, CreateGuestAction>()
        .AddSingleton<IStepAction, FieldsAction>()
        .AddSingleton<IStepAction, ActingAction>()
        .AddSingleton<IStepAction, DownloadAction>()
        .AddSingleton<IStepAction, PruneAction>()
        .AddSingleton<IStepAction, AddTokenAction>()
        .AddSingleton<IStepAction, MigrateAction>()
        .AddSingleton<IStepAction, PowerAction>()
        .AddSingleton<IStepAction, DeleteGuestAction>()
        .AddSingleton<PolicyFile>()
        .AddSingleton<PolicyGate>()
        .AddSingleton<IStepAction, ShellAction>()
        .AddSingleton<IStepAction, WaitAction>()
        .AddSingleton<CommandRunner>()
        .AddSingleton<GuestAgent>()
        .AddSingleton<AgentKey>()
        .AddSingleton<GuestHostKeys>()
        .AddSingleton(ExecutionTimes.Default)
        .AddSingleton<StepActions>()
        .AddSingleton<HighWaterMark>()
        .AddSingleton<ExchangeSpool>()
        .AddSingleton<RunLedger>()
        .AddSingleton<ClusterRetry>()
        .AddSingleton<CancelRequests>()
        .AddSingleton<PauseSwitch>()
        .AddSingleton<RunDecisions>()
        .AddSingleton<RunPreflight>()
        .AddSingleton<TaskWatch>()
        .AddSingleton<OutcomeSettler>()
        .AddSingleton<ChangeSender>()
        .AddSingleton<StepRunner>()
        .AddSingleton<RunExecutor>();
}
