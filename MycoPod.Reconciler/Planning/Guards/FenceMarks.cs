using System.Text.RegularExpressions;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Data stands between marks that data cannot write: a text that closes its own fence would be read as ours.</summary>
internal sealed partial class FenceMarks : ITextGuard
{
    public static string Fence(string name, string content) => $"<<<{name}\n{content}\n{name}>>>";

    public string Apply(string text) => Marks().Replace(text, " ");

    [GeneratedRegex("<<+|>>+|```+")]
    private static partial Regex Marks();
}
