using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Execution;

/// <summary>What the action of one step works with.</summary>
/// <param name="Number">The step's place in its plan, from 1.</param>
/// <param name="Plan">The plan that the step belongs to.</param>
/// <param name="Client">Records every exchange under this step.</param>
internal sealed record StepContext(Guid RunId, int Number, Plan Plan, RunNames Names, ProxmoxClient Client)
{
    public Step Step => Plan.Steps[Number - 1];

    /// <summary>The guest it is about.</summary>
    /// <exception cref="InvalidOperationException">It is about none.</exception>
    public GuestReference Guest => Step.Target ?? throw new InvalidOperationException($"A {Step.Kind} is about no guest.");

    /// <summary>The number of the guest, where there is one and it is known or chosen.</summary>
    public Vmid? Vmid => Step.Target is { } guest ? Names.FindVmid(guest) : null;

    /// <summary>Whether the call can be named: not before the number of a guest that it makes is chosen.</summary>
    public bool MayBeNamed => Step.Target is null || Vmid is not null;

    /// <summary>The step's call of the API with what is known now.</summary>
    /// <exception cref="InvalidOperationException">It makes none.</exception>
    public ApiCall Call => Step.Call(Number, Names) as ApiCall ?? throw new InvalidOperationException($"A {Step.Kind} is no call of the API.");
}
