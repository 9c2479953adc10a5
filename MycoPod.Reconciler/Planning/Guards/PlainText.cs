using System.Globalization;
using System.Text;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>
/// Characters that a reader does not see: controls, and marks that turn the direction of writing or have no width. In data they can
/// carry orders; in a plan they can make it look like another one.
/// </summary>
internal sealed class PlainText : ITextGuard, IPlanGuard
{
    public static string WithoutHidden(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune)) plain.Append(' ');
            else plain.Append(rune);
        }

        return plain.ToString();
    }

    public string Apply(string text) => WithoutHidden(text);

    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory) =>
        plan.Steps.Index().Where(s => PlanTexts.Of(s.Item).Any(t => t.EnumerateRunes().Any(IsHidden)))
            .Select(s => new PlanProblem(s.Index + 1, "It holds characters that cannot be seen, so what is shown may not be what is sent."));

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
