using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Execution;

/// <summary>What the action of one step works with.</summary>
/// <param name="Number">The step's place in its plan, from 1.</param>
/// <param name="Client">Records every exchange under this step.</param>
internal sealed record StepContext(Guid RunId, int Number, Step Step, RunNames Names, ProxmoxClient Client)
{
    public GuestReference Target => Step.Target;

    /// <summary>The target's number, where it is known or chosen.</summary>
    public Vmid? Vmid => Names.FindVmid(Target);
}
