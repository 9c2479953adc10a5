using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>Where the Agent dials in.</summary>
[Authorize(AuthenticationSchemes = AgentToken.Scheme)]
internal sealed class AgentHub(AgentLink link, AgentAdmission admission, TimeProvider time) : Hub<IAgentClient>, IAgentHub
{
    /// <summary>The answer must reach a refused Agent before its connection ends.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    public async Task<WebHello> HelloAsync(AgentHello hello)
    {
        var refusal = await admission.CheckAsync(AgentId, Context.ConnectionId, hello, Context.ConnectionAborted);
        if (refusal is not null) _ = CloseSoonAsync(Context);
        return new(LinkProtocol.Version, refusal, admission.ApprovalKey);
    }

    public Task ReportStateAsync(AgentState state)
    {
        link.Report(Context.ConnectionId, state);
        return Task.CompletedTask;
    }

    public Task ReportProgressAsync(PreviewProgress progress)
    {
        link.Report(Context.ConnectionId, progress);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        link.Disconnect(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private Guid AgentId => Guid.Parse(Context.User?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    private async Task CloseSoonAsync(HubCallerContext connection)
    {
        await Task.Delay(Farewell, time, CancellationToken.None);
        connection.Abort();
    }
}
