using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Repository.Serving;

/// <summary>Lets in who shows the read token as the password, whatever the user name. Where the repository is not of this host there is nothing.</summary>
internal sealed partial class GitGate(WebSettings settings, TimeProvider time, ILogger<GitGate> logger) : IEndpointFilter
{
    /// <summary>Nobody guesses the token; who tries has to wait each time.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (settings.Repository is not { Local: not null, ReadToken: { } token }) return GitEndpoints.Text("The declarations repository is not on this host.\n", StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "no-cache, max-age=0, must-revalidate";
        var shown = PasswordIn(http.Request.Headers.Authorization.ToString());
        if (shown is not null && IsSame(shown, token)) return await next(context);
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"MycoPod declarations\", charset=\"UTF-8\"";
        if (shown is not null)
        {
            Log.WrongToken(logger, http.Connection.RemoteIpAddress);
            await Task.Delay(Wait, time, http.RequestAborted);
        }

        return GitEndpoints.Text("The read token of the declarations repository is asked for, as the password.\n", StatusCodes.Status401Unauthorized);
    }

    /// <summary>RFC 7617.</summary>
    private static string? PasswordIn(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(value.Parameter ?? ""));
            return text.Split(':', 2) is [_, var password] ? password : "";
        }
        catch (FormatException)
        {
            return "";
        }
    }

    /// <summary>In constant time, however long they are.</summary>
    private static bool IsSame(string shown, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A wrong token was shown for the declarations repository, from {Address}")]
        public static partial void WrongToken(ILogger logger, System.Net.IPAddress? address);
    }
}
