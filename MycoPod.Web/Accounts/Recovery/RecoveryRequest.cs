using System.Net;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Someone asks for a link.</summary>
/// <param name="Source">The network address they ask from.</param>
internal sealed record RecoveryRequest(string NameOrEmail, IPAddress? Source)
{
    public string? Address => (Source is { IsIPv4MappedToIPv6: true } ? Source.MapToIPv4() : Source)?.ToString();
}
