using System.Text;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;

namespace MycoPod.Web.Declarations;

/// <summary>The files of a declaration's folder.</summary>
internal static class DeclarationFiles
{
    public static Dictionary<string, byte[]> Of(DeclarationDocument document, byte[] plan) => new(StringComparer.Ordinal)
    {
        [DeclarationFolder.Text] = Encoding.UTF8.GetBytes(document.Write()),
        [DeclarationFolder.Plan] = plan,
        [DeclarationFolder.PlanForPeople] = Encoding.UTF8.GetBytes(PlanMarkdown.Write(Plan.FromBytes(plan))),
    };
}
