using System.Text.RegularExpressions;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>Commands that the planner never takes over, whoever asks.</summary>
internal static partial class CommandRules
{
    public static bool IsRefused(string command) => Refused().IsMatch(command);

    [GeneratedRegex(
        @"\brm\s+(-\w+\s+)*-\w*[rf]\w*\s+(--\S+\s+)*/(\s|\*|\z)|\bmkfs|\bwipefs\b|\bzpool\s+destroy|\biptables\s+-F|\bdd\b.*\bof=/dev/|\buserdel\s+root|(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?(ba|da|z)?sh\b|\$\((curl|wget)\b|:\(\)\s*\{|\bpvecm\s+delnode|\bpasswd\b|\bshred\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Refused();
}
