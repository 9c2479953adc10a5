using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Regular expressions of the schema, which are Perl's.</summary>
internal static class PerlPattern
{
    /// <summary>
    /// The same expression here, for the whole value: <c>(?^i:…)</c> begins from no options, <c>{,n}</c> counts from 0, and
    /// <c>_</c> may be escaped.
    /// </summary>
    /// <returns>Null for one that cannot be written here: the server still checks it.</returns>
    public static Regex? Translate(string pattern)
    {
        var here = pattern
            .Replace("(?^:", "(?-imsnx:", StringComparison.Ordinal)
            .Replace("(?^i:", "(?i-msnx:", StringComparison.Ordinal)
            .Replace("{,", "{0,", StringComparison.Ordinal)
            .Replace(@"\_", "_", StringComparison.Ordinal);
        try
        {
            return new Regex($@"\A(?:{here})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
