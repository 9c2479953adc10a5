using Microsoft.AspNetCore.Authentication;
using MycoPod.Core.Link;
using MycoPod.Web.Settings;

namespace MycoPod.Web.Link;

internal static class LinkServices
{
    public static void AddLink(this IServiceCollection services)
    {
        services.AddSingleton<AgentLink>();
        services.AddSingleton<AgentAdmission>();
        services.AddSingleton<PairedAgentQuery>();
        services.AddHostedService<AgentReporter>();
        services.AddSingleton<ConfigurationUpload>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AgentTokenHandler>(AgentToken.Scheme, _ => { });
        services.AddSignalR().AddHubOptions<AgentHub>(options =>
        {
            options.MaximumReceiveMessageSize = LinkProtocol.MaxMessageBytes;

            // A preview is answered and reported on while other calls arrive.
            options.MaximumParallelInvocationsPerClient = 4;

            // Client and server defaults fit each other; an Agent that lost its power frees its place after half a minute.
            options.KeepAliveInterval = TimeSpan.FromSeconds(10);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
    }
}
