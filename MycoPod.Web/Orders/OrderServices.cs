namespace MycoPod.Web.Orders;

internal static class OrderServices
{
    public static void AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<OrderSender>();
        services.AddSingleton<RetryRequests>();
        services.AddSingleton<RetryNews>();
        services.AddSingleton<RunOrders>();
        services.AddSingleton<ReconcilingOrders>();
    }
}
