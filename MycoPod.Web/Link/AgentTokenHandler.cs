using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MycoPod.Web.Data;

namespace MycoPod.Web.Link;

/// <summary>Lets an Agent in by its token. It is a scheme of its own: no cookie opens the link, and no token opens a page.</summary>
internal sealed class AgentTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IDbContextFactory<WebContext> databases) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var token = header[Prefix.Length..].Trim();
        await using var database = await databases.CreateDbContextAsync(Context.RequestAborted);
        var agents = await database.Agents.AsNoTracking().ToListAsync(Context.RequestAborted);
        if (agents.Find(a => AgentToken.Matches(token, a.TokenDigest)) is not { } agent) return AuthenticateResult.Fail("The token belongs to no paired Agent.");
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, agent.Id.ToString())], AgentToken.Scheme);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), AgentToken.Scheme));
    }
}
