using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using MycoPod.Web.Configuration;
using MycoPod.Web.Link;

namespace MycoPod.Web.Repository;

/// <summary>
/// Where GitHub tells of a push. It makes Web and the Agent look at the repository now instead of within 30 seconds; nothing that it
/// says is believed. https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
/// </summary>
internal static class GitHubWebhook
{
    public const string Path = "/webhooks/github";

    private const string Signature = "X-Hub-Signature-256";
    private const string Scheme = "sha256=";

    /// <summary>The largest that GitHub sends.</summary>
    private const long MostBytes = 25 << 20;

    public static void MapGitHubWebhook(this IEndpointRouteBuilder routes) => routes.MapPost(Path, TakeAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> TakeAsync(HttpContext context, WebSettings settings, RepositoryWatch watch, AgentLink link)
    {
        if (settings.Repository.WebhookSecret is not { } secret) return Results.NotFound();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        if (!IsSigned(context.Request.Headers[Signature].ToString(), await DigestAsync(context.Request.Body, secret, context.RequestAborted))) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (context.Request.Headers["X-GitHub-Event"] == "push")
        {
            link.Wake();
            watch.LookSoon();
        }

        return Results.Accepted();
    }

    private static async Task<byte[]> DigestAsync(Stream body, string secret, CancellationToken cancellationToken) =>
        await HMACSHA256.HashDataAsync(Encoding.UTF8.GetBytes(secret), body, cancellationToken);

    private static bool IsSigned(string signature, byte[] digest) =>
        signature.StartsWith(Scheme, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature[Scheme.Length..]), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)));
}
