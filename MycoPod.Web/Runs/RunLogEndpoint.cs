using System.Text;

namespace MycoPod.Web.Runs;

/// <summary>A run's whole log as a text file, for whoever is signed in.</summary>
internal static class RunLogEndpoint
{
    public static string PathOf(Guid run) => $"/runs/{run}/log.txt";

    public static void MapRunLog(this IEndpointRouteBuilder routes) => routes.MapGet("/runs/{id:guid}/log.txt", WriteAsync).RequireAuthorization();

    private static async Task WriteAsync(Guid id, HttpContext context, RunQuery runs, RunLines lines, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"mycopod-run-{run.Number}.log.txt\"";
        context.Response.Headers.CacheControl = "no-store";
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await foreach (var line in lines.AfterAsync(id, 0, cancellationToken)) await text.WriteAsync(LogText.FileLine(line));
    }
}
