using Microsoft.AspNetCore.Authorization;
using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>Says Web's release to the Agent's host, which compares it with its own; and with it, that its token is known.</summary>
internal static class AgentVersionEndpoint
{
    public static void MapAgentVersion(this WebApplication app) =>
        app.MapGet(LinkProtocol.VersionPath, () => WebVersion.Text).RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = AgentToken.Scheme });
}
