using System.Globalization;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>What holds for the text of every command, and how it is shown.</summary>
public static class ShellText
{
    /// <summary>In characters. More than that is nothing to be read before approving.</summary>
    public const int MaxLength = 8000;

    /// <summary>A text as one word of a POSIX shell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    internal static string Note(IShellStep step, int number, ICallNames names)
    {
        var note = step.CallOf(step.Command, number, names).Note;
        return step.Check is null ? note : $"{note}\nunless this succeeds: {step.CallOf(step.Check, number, names).Note}";
    }

    internal static IEnumerable<string> Check(IShellStep step)
    {
        foreach (var problem in Check("The command", step.Command)) yield return problem;
        if (step.Check is null) yield break;
        foreach (var problem in Check("The check", step.Check)) yield return problem;
    }

    /// <summary>Whoever approves must see what runs: what is invisible, or turns the order of what is seen around, is refused.</summary>
    private static IEnumerable<string> Check(string what, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return $"{what} is empty.";
        if (text.Length > MaxLength) yield return $"{what} has {text.Length} characters; {MaxLength} are possible.";
        if (text.EnumerateRunes().Any(IsHidden)) yield return $"{what} holds characters that cannot be seen; only line ends and tabs may stand there.";
    }

    private static bool IsHidden(System.Text.Rune rune) => rune.Value is not ('\n' or '\t')
        && (rune == System.Text.Rune.ReplacementChar
            || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
