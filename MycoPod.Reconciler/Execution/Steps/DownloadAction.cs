using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Storages;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>
/// Lets a node fetch a file. A file of that name may be another one: with a checksum the request is sent all the same, because the
/// server compares and leaves what is right; without one nothing could tell, and nothing is sent.
/// </summary>
internal sealed class DownloadAction : IStepAction
{
    public bool Handles(Step step) => step is DownloadFile;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (DownloadFile)context.Step;
        return step.Checksum is null && await IsThereAsync(context, step, cancellationToken)
            ? new Observation.Conflict($"There is a {step.Noun} now; without a checksum nobody can tell whether it is the one that was approved. Delete it, or plan with a checksum.")
            : new Observation.Absent();
    }

    public async Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken) =>
        await IsThereAsync(context, (DownloadFile)context.Step, cancellationToken) ? new Observation.AlreadySo(context.Step.Done(context.Names)) : new Observation.Absent();

    private static async Task<bool> IsThereAsync(StepContext context, DownloadFile step, CancellationToken cancellationToken) =>
        await context.ReadAsync(step.Query(context.Number, context.Names), mayBeMissing: false, cancellationToken) is not null;
}
