using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Accounts;

/// <summary>Ends the session.</summary>
internal static class SignOutEndpoint
{
    public const string Path = "/logout";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost(Path, SignOutAsync);

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<Account> signIn, AuditLog audit)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest("This form is out of date. Go back, reload the page and try again.");
        await signIn.SignOutAsync();
        await audit.AddAsync(AuditKind.SignOut, context.User.Identity?.Name ?? "", "Signed out.", context.RequestAborted);
        return Results.LocalRedirect("/login");
    }
}
