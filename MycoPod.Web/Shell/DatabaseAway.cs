using MycoPod.Web.Data;

namespace MycoPod.Web.Shell;

/// <summary>
/// What a browser gets when a page cannot even begin because the database does not answer: a document that needs nothing of it, not even the key
/// that opens the session's cookie, and that asks again by itself.
/// </summary>
internal static class DatabaseAway
{
    private const int SecondsToAgain = 3;

    private const string Document =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The database does not answer · MycoPod</title><link rel="stylesheet" href="/app.css"></head>
        <body><main><h1>The database does not answer</h1>
        <p>Nothing was changed, and what was saved is kept. Runs under way wait for it. This page opens by itself as soon as the database answers.</p></main></body>
        </html>
        """;

    public static void UseDatabaseAway(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (HttpMethods.IsGet(context.Request.Method) && !context.Response.HasStarted && DatabaseFailure.IsWithin(e))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.RetryAfter = $"{SecondsToAgain}";
            context.Response.Headers.Append("Refresh", $"{SecondsToAgain}");
            await context.Response.WriteAsync(Document, context.RequestAborted);
        }
    });
}
