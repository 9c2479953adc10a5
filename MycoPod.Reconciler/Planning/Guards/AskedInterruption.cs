using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>
/// A guest whose work is interrupted, or in which a command runs, has to occur in the declaration, by name, by a selector, or in "all". Weaker than what is asked of
/// destruction: nothing is lost, but a service that stops because of a stranger's note is an attack that worked.
/// </summary>
internal sealed class AskedInterruption : IPlanGuard
{
    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory)
    {
        if (!plan.Steps.Any(Interrupts)) return [];
        var text = DeclarationText.Read(declaration);
        var naming = new Naming(inventory);
        return plan.Steps.Index()
            .Where(s => Interrupts(s.Item) && s.Item.Target is { Vmid: not null } guest && (naming.IsSpared(text, guest) || !text.Parts.Any(part => naming.MeansLoosely(part, guest) || Naming.MeansAny(part, guest))))
            .Select(s => new PlanProblem(s.Index + 1, $"This would interrupt {s.Item.Subject} or run something in it, which the text does not mention. Name it there if it is meant."));
    }

    private static bool Interrupts(Step step) => step.Risk == Risk.Shell || step is StopGuest or ShutDownGuest or RebootGuest or SuspendGuest or DetachDisk or ConvertToTemplate;
}
