namespace MycoPod.Web.Notifications;

internal static class NotificationServices
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<NotificationBox>();
        services.AddSingleton<DecisionNews>();
        services.AddHostedService<RunNews>();
    }
}
