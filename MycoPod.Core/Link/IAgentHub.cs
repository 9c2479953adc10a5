namespace MycoPod.Core.Link;

/// <summary>What the Agent calls on Web (hub <see cref="LinkProtocol.Path"/>).</summary>
public interface IAgentHub
{
    /// <summary>First call of a connection. A refusal is answered, then the connection is closed.</summary>
    Task<WebHello> HelloAsync(AgentHello hello);

    Task ReportStateAsync(AgentState state);

    Task ReportProgressAsync(PreviewProgress progress);
}
