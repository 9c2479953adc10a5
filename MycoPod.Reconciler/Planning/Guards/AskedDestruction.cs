using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>
/// What a plan destroys has to be backed by words of the declaration: a word for destroying, and in its reach the thing's name or a selector
/// that narrows to it. Whatever made the plan, and whatever else it read, nothing is destroyed that the person did not write down.
/// </summary>
internal sealed class AskedDestruction : IPlanGuard
{
    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory)
    {
        if (!plan.Steps.Any(s => s.Risk == Risk.Destroy)) return [];
        var naming = new Naming(inventory);
        var text = DeclarationText.Read(declaration);
        var asked = text.Destroyed(naming.NamesAny).ToList();
        return plan.Steps.Index().Where(s => s.Item.Risk == Risk.Destroy && !IsAsked(s.Item)).Select(s => new PlanProblem(s.Index + 1, Say(s.Item)));

        bool IsAsked(Step step) => step.Target is not { } guest
            ? asked.Exists(part => naming.MeansThing(part, step.Subject) || (step is RemoveToken token && naming.MeansThing(part, token.UserId) && naming.MeansThing(part, token.Token)))
            : !naming.IsSpared(text, guest) && asked.Exists(part => (naming.Means(part, guest) && !(step is DeleteGuest && (Naming.MeansOnlyPart(part, guest.Name) || Naming.MeansLeaving(part)))) || (step is RollBackSnapshot back && IsRolledBack(text, part, back, naming)));
    }

    /// <summary>"web-1: roll back to clean": the guest stands before, and the snapshot in the reach of the verb.</summary>
    private static bool IsRolledBack(DeclarationText text, TextPart part, RollBackSnapshot step, Naming naming) =>
        part.HasWord(step.Name) && part.Words.Any(w => w is "roll" or "rollback" or "revert") && text.Parts.TakeWhile(p => p != part).LastOrDefault() is { Act: PartAct.Other, Words.Count: 1 or 2 } head && naming.Means(head, step.Guest);

    private static string Say(Step step)
    {
        var what = step.Target?.Name ?? step.Subject;
        return $"This would destroy {step.Loses ?? what}, and the text does not say so. What is destroyed has to be named there, as in “delete {what}”.";
    }
}
