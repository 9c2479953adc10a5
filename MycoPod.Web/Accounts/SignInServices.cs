using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Web.Accounts;

/// <summary>Signing in with a cookie.</summary>
internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAccounts().AddSignInManager();
        services.AddScoped<SignIn>();
        services.AddScoped<CodeSignIn>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SecondFactorEdit>();
        services.AddSingleton<SecondFactorCheck>();
        services.AddSingleton<AuthenticatorKeys>();
        services.AddSingleton<CodeWarnings>();
        services.AddHostedService(all => all.GetRequiredService<CodeWarnings>());
        services.AddScoped<AccountEdit>();
        services.AddSingleton<OwnSessions>();
        services.AddSingleton<Appearances>();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        services.Configure<SecurityStampValidatorOptions>(options => options.OnRefreshingPrincipal = SessionCookie.KeepSessionAsync);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "mycopod-code";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = CodeSignIn.Time;
            cookie.SlidingExpiration = false;
        });
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "mycopod";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Sessions.Lifetime;
            cookie.LoginPath = "/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
            cookie.Events.OnRedirectToLogin = context => AnswerAsync(context);
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>People are led to the log-in page; programs (hubs, circuits) get a plain status.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/hubs", StringComparison.Ordinal) || path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
