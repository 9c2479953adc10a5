using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>From the request's headers to its caller. A ticket cookie wins over a token.</summary>
internal sealed class Authenticator(AccountsDocument accounts, Tickets tickets, SandboxClock clock)
{
    private const string CookieName = "PVEAuthCookie";
    private const string TokenScheme = "PVEAPIToken=";

    public Caller Authenticate(HttpRequest request)
    {
        if (request.Cookies[CookieName] is { } ticket)
            return FromTicket(request, ticket);

        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(TokenScheme, StringComparison.Ordinal)
            ? FromToken(header[TokenScheme.Length..])
            : throw ApiException.Unauthorized("No ticket");
    }

    private Caller FromTicket(HttpRequest request, string ticket)
    {
        var userId = tickets.Verify(ticket) ?? throw ApiException.Unauthorized("permission denied - invalid PVE ticket");
        if (request.Method != HttpMethods.Get && !tickets.IsCsrfToken(request.Headers["CSRFPreventionToken"], userId))
            throw ApiException.Unauthorized("Permission denied - invalid csrf token");
        RequireActive(userId);
        return new(userId);
    }

    private Caller FromToken(string text)
    {
        var equals = text.LastIndexOf('=');
        if (equals < 0)
            throw ApiException.Unauthorized("no tokenid specified");

        var tokenId = text[..equals];
        if (tokenId.Split('!') is not [var userId, var name])
            throw ApiException.Unauthorized($"'{tokenId}' is not a valid token ID - not able to split into user and token parts");
        RequireActive(userId);
        var token = accounts.FindToken(userId, name) ?? throw ApiException.Unauthorized($"no such token '{name}' for user '{userId}'");
        if (IsOver(token.Expire ?? 0))
            throw ApiException.Unauthorized($"token '{token.FullId}' access expired");
        return token.Secret == text[(equals + 1)..] ? new(userId, name) : throw ApiException.Unauthorized("invalid token value!");
    }

    private void RequireActive(string userId)
    {
        var user = accounts.FindUser(userId) ?? throw ApiException.Unauthorized($"no such user ('{userId}')");
        if (!user.IsEnabled)
            throw ApiException.Unauthorized($"user '{userId}' is disabled");
        if (IsOver(user.Expire))
            throw ApiException.Unauthorized($"user '{userId}' access expired");
    }

    private bool IsOver(long expire) => expire > 0 && expire < clock.Now.ToUnixTimeSeconds();
}
