using System.Text.RegularExpressions;

namespace MycoPod.Sandbox.Schema;

/// <summary>
/// Calendar events of backup and replication jobs: one keyword, or weekdays, a date and a time, each of which may be left
/// out (pve-docs, calendar-events.adoc).
/// </summary>
internal static partial class CalendarEvents
{
    private static readonly HashSet<string> Keywords = new(
        ["minutely", "hourly", "daily", "weekly", "monthly", "yearly", "annually", "quarterly", "semiannually", "semi-annually"], StringComparer.Ordinal);

    public static bool IsValid(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var keyword] && Keywords.Contains(keyword))
            return true;

        var rest = words.AsSpan();
        if (!rest.IsEmpty && WeekDays().IsMatch(rest[0]))
            rest = rest[1..];
        if (!rest.IsEmpty && Date().IsMatch(rest[0]))
            rest = rest[1..];
        if (!rest.IsEmpty && Time().IsMatch(rest[0]))
            rest = rest[1..];
        return words.Length > 0 && rest.IsEmpty;
    }

    [GeneratedRegex(@"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*((\.\.|,|-)(mon|tue|wed|thu|fri|sat|sun)[a-z]*)*\z", RegexOptions.IgnoreCase)]
    private static partial Regex WeekDays();

    [GeneratedRegex(@"^([0-9*,./]+-)?[0-9*,./]+-[0-9*,./]+\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"^(\*|[0-9]{1,2}|\*?/[0-9]+)([,./0-9*]*)(:[0-9*,./]+){0,2}\z")]
    private static partial Regex Time();
}
