namespace MycoPod.Web.Audit;

/// <summary>Where the request at hand comes from; nothing where there is none, as in commands.</summary>
internal sealed class RequestOrigin(IHttpContextAccessor accessor)
{
    private const int MaxUserAgentLength = 512;

    public string? Address =>
        accessor.HttpContext?.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    public string? UserAgent =>
        accessor.HttpContext?.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, MaxUserAgentLength)] : null;
}
