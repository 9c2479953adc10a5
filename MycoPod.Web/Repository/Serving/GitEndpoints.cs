using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace MycoPod.Web.Repository.Serving;

/// <summary>
/// The local declarations repository over HTTP, for reading: to the Agent, and to <c>git clone</c>.
/// https://git-scm.com/docs/http-protocol
/// </summary>
internal static class GitEndpoints
{
    public const string Path = "/git/declarations.git";

    /// <summary>What a fetch says is a few kilobytes; Git's own limit is the same.</summary>
    private const int MostBytes = 10 << 20;

    private const string ReadOnly = "This repository is for reading only. Declarations are written, approved and withdrawn in MycoPod.\n";

    public static void MapGit(this IEndpointRouteBuilder routes)
    {
        var repository = routes.MapGroup(Path).AllowAnonymous().DisableAntiforgery().AddEndpointFilter<GitGate>();
        repository.MapGet("/info/refs", AdvertiseAsync);
        repository.MapPost("/git-upload-pack", FetchAsync);
        repository.Map("/{**other}", () => Text("There is nothing here: this repository speaks Git's smart protocol only.\n", StatusCodes.Status404NotFound));
        repository.MapPost("/git-receive-pack", () => Text(ReadOnly, StatusCodes.Status403Forbidden));
    }

    internal static IResult Text(string text, int status) => Results.Text(text, "text/plain", statusCode: status);

    private static async Task<IResult> AdvertiseAsync(HttpContext context, UploadPack git, [FromQuery] string? service)
    {
        if (service == "git-receive-pack") return Text(ReadOnly, StatusCodes.Status403Forbidden);
        if (service != "git-upload-pack") return Text("This repository speaks Git's smart protocol only.\n", StatusCodes.Status400BadRequest);
        context.Response.ContentType = "application/x-git-upload-pack-advertisement";
        return await git.AdvertiseAsync(context);
    }

    private static async Task<IResult> FetchAsync(HttpContext context, UploadPack git)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        using var asked = new MemoryStream();
        if (!await ReadAsync(context.Request, asked, context.RequestAborted)) return Text("This asks for more at once than is answered.\n", StatusCodes.Status413PayloadTooLarge);
        asked.Position = 0;
        context.Response.ContentType = "application/x-git-upload-pack-result";
        return await git.AnswerAsync(context, asked);
    }

    /// <returns>Whether all of it could be read; a few bytes may unpack into very many.</returns>
    private static async Task<bool> ReadAsync(HttpRequest request, MemoryStream into, CancellationToken cancellationToken)
    {
        var isPacked = request.Headers.ContentEncoding.ToString() is "gzip" or "x-gzip";
        await using var body = isPacked ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        var part = new byte[32 * 1024];
        while (await body.ReadAsync(part, cancellationToken) is var length && length > 0)
        {
            if (into.Length + length > MostBytes) return false;
            into.Write(part, 0, length);
        }

        return true;
    }
}
