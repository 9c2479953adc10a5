using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans.Policy;

/// <summary>A name with <c>*</c> for any characters, as in <c>db-*</c>; upper and lower case are the same.</summary>
public sealed record Wildcard(string Text)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    public bool Matches(string name) =>
        Regex.IsMatch(name, $@"\A{Regex.Escape(Text).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, Longest);

    public override string ToString() => Text;
}
