using System.Security.Claims;

namespace MycoPod.Web.Accounts;

/// <summary>Names one session of one account, as the cookie carries it.</summary>
internal sealed record SessionKey(Guid Account, string Id)
{
    public const string ClaimType = "mycopod:session";

    public static SessionKey? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account) && principal.FindFirstValue(ClaimType) is { } id ? new(account, id) : null;
}
