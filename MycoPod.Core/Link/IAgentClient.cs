namespace MycoPod.Core.Link;

/// <summary>What Web calls on the Agent.</summary>
public interface IAgentClient
{
    /// <summary>Plans a text against the cluster as it is now. Reads only.</summary>
    Task<PreviewResult> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken);

    /// <summary>Fetch the repository now. Never believed beyond that.</summary>
    Task WakeAsync();
}
