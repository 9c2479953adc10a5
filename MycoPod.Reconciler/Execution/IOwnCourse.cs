namespace MycoPod.Reconciler.Execution;

/// <summary>
/// An action whose steps are no request of the API: commands, and waits. It observes, acts, waits and verifies by itself, with the same
/// journal: intent before, outcome after, and after a crash it looks before it does anything again.
/// </summary>
internal interface IOwnCourse : IStepAction
{
    /// <exception cref="MycoPod.Core.Proxmox.Errors.ProxmoxException">It certainly was not carried out.</exception>
    /// <exception cref="FormatException">What it takes is not configured; it certainly was not carried out.</exception>
    Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken);
}
