using System.Globalization;

namespace MycoPod.Web.Shell;

/// <summary>Times for people: in words, exactly, and as a column of the log; in the browser's time zone.</summary>
public static class LocalTime
{
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var age = now - at;
        if (age < TimeSpan.FromSeconds(45)) return "just now";
        if (age < TimeSpan.FromMinutes(60)) return $"{Math.Max(1, Math.Round(age.TotalMinutes)):0} min ago";
        if (age < TimeSpan.FromHours(24)) return $"{Math.Round(age.TotalHours):0} h ago";
        if (age < TimeSpan.FromHours(48)) return "yesterday";
        return age < TimeSpan.FromDays(14) ? $"{Math.Floor(age.TotalDays):0} days ago" : at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }

    public static string Exact(DateTimeOffset at, TimeZoneInfo? zone) => $"{Moment(at, zone)} {NameOf(zone)}";

    /// <summary>The exact time, where the zone is named beside it.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo? zone) => In(at, zone).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    public static string NameOf(TimeZoneInfo? zone) => zone is null || zone.Equals(TimeZoneInfo.Utc) ? "UTC" : zone.Id;

    public static string Clock(DateTimeOffset at, TimeZoneInfo? zone) => In(at, zone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>"0.31 s", "18.4 s", "3 min 12 s".</summary>
    public static string Duration(TimeSpan length) => length switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.00} s"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(length.TotalMinutes):0} min {length.Seconds} s"),
    };

    private static DateTimeOffset In(DateTimeOffset at, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc);
}
