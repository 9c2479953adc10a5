using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Starting and stopping: the same but for the state that is wanted.</summary>
internal abstract class PowerAction(string kind, GuestPower wanted, string containerTask, string vmTask) : IStepAction
{
    public string Kind => kind;

    public bool MayChooseAgain => false;

    public string TaskType(StepContext context) => context.Target.Type == GuestKind.Ct ? containerTask : vmTask;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Before the first change, a guest that this run has yet to make cannot be looked at.
        if (context.Vmid is not { } vmid) return new Observation.Absent();
        if (await GuestIdentity.CheckAsync(context, vmid, cancellationToken) is { } conflict) return conflict;
        var power = await context.Client.GetPowerAsync(context.Target.Node, context.Target.Type, vmid, cancellationToken);
        return power == wanted ? new Observation.AlreadySo($"{context.Target.Name} is {Word} already") : new Observation.Absent();
    }

    public Task PrepareAsync(StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public string Done(StepContext context) => $"{context.Target.Name} is {Word}";

    private string Word => wanted == GuestPower.Running ? "running" : "stopped";
}
