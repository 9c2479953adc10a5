using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// How steps of some kinds meet the cluster. All methods only read; the one request that changes something is the step's own
/// call, sent by <see cref="StepRunner"/>. They may run any number of times.
/// </summary>
internal interface IStepAction
{
    bool Handles(Step step);

    /// <summary>Compares the cluster with what the step wants and with what its plan was made on.</summary>
    Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Looks for the effect once the cluster said that it is done; what somebody else did right after it is no failure of the step.</summary>
    Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken) => ObserveAsync(context, cancellationToken);

    /// <summary>Chooses what the call needs and is not known yet; called again after that turned out to be taken.</summary>
    Task PrepareAsync(StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether looking tells that a request left no trace; where it does not, a lost answer is a person's to judge.</summary>
    bool CanTellAbsence(StepContext context) => true;

    /// <summary>Whether a number that is taken may be replaced by another.</summary>
    bool MayChooseAgain(StepContext context) => false;
}
