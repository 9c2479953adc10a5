using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>Checks with every request that the cookie's session is still open.</summary>
internal static class SessionCookie
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not { } principal) return;
        try
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            if (SessionKey.Of(principal) is { } key && await sessions.IsOpenAsync(key, context.HttpContext.RequestAborted)) return;
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // The page says that the database does not answer; it can show and decide nothing.
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Identity makes the principal anew every half hour, from the account alone.</summary>
    public static Task KeepSessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(SessionKey.ClaimType) is { } session && context.NewPrincipal?.Identity is ClaimsIdentity fresh) fresh.AddClaim(new(session.Type, session.Value));
        return Task.CompletedTask;
    }
}
