namespace MycoPod.Reconciler.Execution;

/// <summary>
/// How steps of one kind meet the cluster. All methods only read; the one request that changes something is the step's own
/// call, sent by <see cref="StepRunner"/>. They may run any number of times.
/// </summary>
internal interface IStepAction
{
    /// <summary>The kind in <c>plan.json</c>.</summary>
    string Kind { get; }

    /// <summary>The type of the Proxmox task that the call starts, as in <c>vzcreate</c>.</summary>
    string TaskType(StepContext context);

    /// <summary>Compares the cluster with what the step wants and with what its plan was made on.</summary>
    Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Looks for the effect once the step's own task ended well; what somebody else did right after it is no failure of the step.</summary>
    Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken) => ObserveAsync(context, cancellationToken);

    /// <summary>Chooses what the call needs and is not known yet; called again after that turned out to be taken.</summary>
    Task PrepareAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Whether a number that is taken may be replaced by another.</summary>
    bool MayChooseAgain { get; }

    /// <summary>One line for the log of what is now so.</summary>
    string Done(StepContext context);
}
