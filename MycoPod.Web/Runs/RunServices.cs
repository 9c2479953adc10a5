namespace MycoPod.Web.Runs;

internal static class RunServices
{
    public static void AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunQuery>();
        services.AddSingleton<RunLines>();
        services.AddHostedService<RunListener>();
    }
}
