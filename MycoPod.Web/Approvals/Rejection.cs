using System.Globalization;

namespace MycoPod.Web.Approvals;

/// <summary>An Admin's answer to a declaration that needs edits: the content of <c>comment.md</c>.</summary>
/// <param name="By">User name of the Admin.</param>
/// <param name="At">UTC, whole seconds.</param>
/// <param name="Comment">What is to be changed; lines end in LF.</param>
public sealed record Rejection(string By, DateTimeOffset At, string Comment)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxLength = 2000;

    private const string Opening = "Rejected by ";
    private const string Between = " at ";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public string Write() => $"{Opening}{By}{Between}{At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}\n\n{Comment}\n";

    /// <summary>Reads <c>comment.md</c>. Anyone may push one, so it is cut to what MycoPod would write.</summary>
    /// <returns>Null where the first line is not one of MycoPod's.</returns>
    public static Rejection? Read(string text)
    {
        var lines = text.Split('\n', 2);
        var at = lines[0].LastIndexOf(Between, StringComparison.Ordinal);
        if (!lines[0].StartsWith(Opening, StringComparison.Ordinal) || at <= Opening.Length) return null;
        if (!DateTimeOffset.TryParseExact(lines[0][(at + Between.Length)..], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return null;
        var comment = lines.Length == 1 ? "" : lines[1].Trim('\n');
        return new(lines[0][Opening.Length..at], time, comment.Length <= MaxLength ? comment : comment[..MaxLength]);
    }
}
