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

    /// <summary>Lets something go on that does not by itself. Believed only as far as its signature reaches.</summary>
    Task<OrderResult> OrderAsync(OrderRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a run that waits or is carried out. Stopping needs no order.</summary>
    Task<OrderResult> CancelRunAsync(CancelRunRequest request, CancellationToken cancellationToken);

    /// <summary>No run and no step is begun until an order says so. Pausing itself needs none.</summary>
    Task<OrderResult> PauseAsync(string by, CancellationToken cancellationToken);
}
