using MycoPod.Web.Approvals;
using MycoPod.Web.Repository;
using MycoPod.Web.Repository.Serving;

namespace MycoPod.Web.Declarations;

internal static class DeclarationServices
{
    public static void AddDeclarations(this IServiceCollection services)
    {
        services.AddSingleton<Drafts>();
        services.AddSingleton<PlanningRecords>();
        services.AddSingleton<DraftPlanning>();
        services.AddSingleton<IOwnCommits, OwnCommits>();
        services.AddSingleton<DeclarationsRepository>();
        services.AddSingleton<RepositoryLinks>();
        services.AddSingleton<UploadPack>();
        services.AddSingleton<DeclarationIndex>();
        services.AddSingleton<DeclarationQuery>();
        services.AddSingleton<CommitAftermath>();
        services.AddSingleton<DeclarationCommit>();
        services.AddSingleton<ApprovalIssuer>();
        services.AddSingleton<Approving>();
        services.AddSingleton<StatusChange>();
        services.AddSingleton<Rejecting>();
        services.AddSingleton<Withdrawing>();
        services.AddSingleton<Revisions>();
        services.AddSingleton<DeclarationHistory>();
        services.AddSingleton<RepositoryWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RepositoryWatch>());
    }
}
