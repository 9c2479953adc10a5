using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Data;

/// <summary>Both schemas as Web's own role: it changes <c>web</c> and only reads <c>runs</c>.</summary>
internal static class DatabaseServices
{
    public static IServiceCollection AddDatabases(this IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddDbContextFactory<WebContext>(options => options.UseWeb(settings.Connection));
        services.AddDbContextFactory<RunsContext>(options => options.UseRuns(settings.Connection).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddHttpContextAccessor();
        services.AddSingleton<RequestOrigin>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQuery>();
        return services;
    }
}
