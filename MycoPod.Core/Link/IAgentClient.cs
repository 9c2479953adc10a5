namespace MycoPod.Core.Link;

/// <summary>What Web calls on the Agent.</summary>
public interface IAgentClient
{
    /// <summary>Plans a text against the cluster as it is now. Reads only.</summary>
    Task<PreviewResult> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken);

    /// <summary>Nobody waits for a preview any more: what is under way for it ends.</summary>
    Task CancelPreviewAsync(Guid previewId);

    /// <summary>Compares a plan with the cluster as it is now. Reads only.</summary>
    Task<ComparisonResult> CompareAsync(ComparisonRequest request, CancellationToken cancellationToken);

    /// <summary>Checks a sealed file and puts it in the place of the one before; a file that does not hold replaces nothing.</summary>
    Task<StoreFileResult> StoreFileAsync(StoreFileRequest request, CancellationToken cancellationToken);

    /// <summary>Fetch the repository now. Never believed beyond that.</summary>
    Task WakeAsync();
}
