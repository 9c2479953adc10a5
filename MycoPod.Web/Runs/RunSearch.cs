using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>
/// What someone looks for among runs, from the words they typed: dates, clock times, "today" and "yesterday" are times in their
/// time zone; everything else together is part of a name.
/// </summary>
/// <param name="Name">Part of the name of a node or guest, or of a title; empty where none was typed.</param>
/// <param name="Period">The run was under way within it.</param>
/// <param name="Clock">The run was under way at this time of some day.</param>
internal sealed partial record RunSearch(string Name, SearchPeriod? Period, SearchClock? Clock)
{
    private const int Longest = 200;

    public static RunSearch Read(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        List<string> names = [];
        (DateTime From, DateTime To)? days = null;
        (TimeSpan From, TimeSpan Length)? clock = null;
        SearchPeriod? instant = null;
        foreach (var word in StorableText.Of(text, Longest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var part in LocalInstant().IsMatch(word) ? word.Split('T') : [word])
            {
                if (instant is null && ReadInstant(part) is { } exact) instant = exact;
                else if (days is null && ReadDays(part, TimeZoneInfo.ConvertTime(now, zone).Date) is { } found) days = found;
                else if (clock is null && ReadClock(part) is { } time) clock = time;
                else names.Add(part);
            }
        }

        var name = string.Join(' ', names);
        if (days is not { } period) return new(name, instant, clock is { } daily ? new(daily.From, daily.Length, zone.Id) : null);
        if (clock is { } at && period.To - period.From == TimeSpan.FromDays(1))
        {
            period = (period.From + at.From, period.From + at.From + at.Length);
            clock = null;
        }

        return new(name, new(Utc(period.From, zone, isEnd: false), Utc(period.To, zone, isEnd: true)), clock is { } some ? new(some.From, some.Length, zone.Id) : null);
    }

    /// <summary>A moment with its offset, as the downloaded log has it.</summary>
    private static SearchPeriod? ReadInstant(string word)
    {
        if (!Instant().IsMatch(word) || !DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)) return null;
        var second = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return new(second, second.AddSeconds(1));
    }

    private static (DateTime From, DateTime To)? ReadDays(string word, DateTime today)
    {
        if (word.Equals("today", StringComparison.OrdinalIgnoreCase)) return (today, today.AddDays(1));
        if (word.Equals("yesterday", StringComparison.OrdinalIgnoreCase)) return (today.AddDays(-1), today);
        if (!Days().IsMatch(word)) return null;
        if (DateTime.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (day, day.AddDays(1));
        return DateTime.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? (month, month.AddMonths(1)) : null;
    }

    /// <summary>"14:" is the hour, "14:0" ten minutes of it, "14:05" the minute, "14:05:30" the second.</summary>
    private static (TimeSpan From, TimeSpan Length)? ReadClock(string word)
    {
        if (ClockTime().Match(word) is not { Success: true } match) return null;
        int Number(string group) => int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var (hour, minute, second) = (Number("hour"), Number("minute"), Number("second"));
        if (match.Groups["minute"].Length == 1) minute *= 10;
        if (hour > 23 || minute > 59 || second > 59) return null;
        var length = (match.Groups["minute"].Length, match.Groups["second"].Success) switch
        {
            (_, true) => TimeSpan.FromSeconds(1),
            (0, _) => TimeSpan.FromHours(1),
            (1, _) => TimeSpan.FromMinutes(10),
            _ => TimeSpan.FromMinutes(1),
        };
        return (new(hour, minute, second), length);
    }

    /// <summary>Where clocks are put back, a period spans both of the hours that have the same name.</summary>
    private static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone, bool isEnd)
    {
        var real = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offset = !zone.IsAmbiguousTime(real) ? zone.GetUtcOffset(real)
            : isEnd ? zone.GetAmbiguousTimeOffsets(real).Min() : zone.GetAmbiguousTimeOffsets(real).Max();
        return new DateTimeOffset(real, offset).ToUniversalTime();
    }

    [GeneratedRegex(@"^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^[12]\d{3}-\d{2}-\d{2}T\d{1,2}:[\d:.]*$")]
    private static partial Regex LocalInstant();

    [GeneratedRegex(@"^[12]\d{3}-\d{2}(-\d{2})?$")]
    private static partial Regex Days();

    [GeneratedRegex(@"^(?<hour>\d{1,2}):(?<minute>\d{0,2})(:(?<second>\d{2})(\.\d*)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime();
}

/// <summary>From <paramref name="From"/> up to and without <paramref name="To"/>; both UTC.</summary>
internal sealed record SearchPeriod(DateTimeOffset From, DateTimeOffset To);

/// <summary>The same time on every day.</summary>
/// <param name="From">Since midnight.</param>
/// <param name="Zone">Where the clock hangs: an IANA name.</param>
internal sealed record SearchClock(TimeSpan From, TimeSpan Length, string Zone);
