using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>What accounts need, for the web application and for commands.</summary>
internal static class AccountServices
{
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<AccountDirectory>();
        services.AddScoped<AccountAdministration>();
        services.AddSingleton<PersonQuery>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<LoginThrottle>();
        return services
            .AddIdentityCore<Account>(options =>
            {
                // Length is what counts; rules about classes of characters make worse passwords (NIST SP 800-63B).
                options.Password.RequiredLength = NewPassword.MinLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<WebContext>();
    }

    /// <summary>Accounts without a web application around them.</summary>
    public static ServiceProvider ForCommands(WebSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDatabases(settings);
        services.AddAccounts();
        return services.BuildServiceProvider();
    }
}
