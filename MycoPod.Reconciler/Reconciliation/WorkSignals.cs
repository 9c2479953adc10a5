namespace MycoPod.Reconciler.Reconciliation;

/// <summary>The two loops' bells.</summary>
internal sealed class WorkSignals
{
    /// <summary>There may be something new in the repository.</summary>
    public WakeSignal Repository { get; } = new();

    /// <summary>There may be a run to carry out.</summary>
    public WakeSignal Runs { get; } = new();
}
