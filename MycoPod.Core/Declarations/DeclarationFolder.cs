using System.Globalization;
using System.Text;

namespace MycoPod.Core.Declarations;

/// <summary>Where a declaration lives in the repository: <c>declarations/2026/three-ubuntu-vms-1f2e3d4c/</c>.</summary>
public static class DeclarationFolder
{
    public const string Root = "declarations";
    public const string Text = "declaration.md";
    public const string Plan = "plan.json";
    public const string PlanForPeople = "plan.md";
    public const string Approval = "approval.json";

    /// <summary>Why an Admin rejected it; there only while it is rejected.</summary>
    public const string Comment = "comment.md";

    public static string PathOf(DeclarationId id, string title, DateTimeOffset created) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/{created.UtcDateTime:yyyy}/{Slug(title)}-{id.ShortForm}");

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length == 48) break;
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "declaration" : text;
    }
}
