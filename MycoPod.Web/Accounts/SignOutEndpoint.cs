using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Accounts;

/// <summary>Ends the session, in every tab that has it open.</summary>
internal static partial class SignOutEndpoint
{
    public const string Path = "/logout";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost(Path, SignOutAsync);

    private static async Task<IResult> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, SignInManager<Account> signIn, Sessions sessions, AuditLog audit, ILogger<Sessions> logger)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest("This form is out of date. Go back, reload the page and try again.");
        var person = context.User;
        await signIn.SignOutAsync();
        await TryAsync(() => EndAsync(sessions, person), logger);
        await TryAsync(() => audit.AddAsync(AuditKind.SignOut, person.Identity?.Name ?? "", "Signed out.", CancellationToken.None), logger);
        return Results.LocalRedirect("/login");
    }

    private static Task EndAsync(Sessions sessions, ClaimsPrincipal person) =>
        SessionKey.Of(person) is { } key ? sessions.EndAsync(key, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Whoever wants to leave leaves: an error answer would keep the cookie in the browser.</summary>
    private static async Task TryAsync(Func<Task> step, ILogger logger)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.Incomplete(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Someone logged out, but the database could not take note of it")]
        public static partial void Incomplete(ILogger logger, Exception exception);
    }
}
