using System.Globalization;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>How the text of the search field is read, at 14:05 on 25 November 2026 in Berlin.</summary>
public sealed class RunSearchTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-25", "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z")]
    [InlineData("today", "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z")]
    [InlineData("Yesterday", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z")]
    [InlineData("2026-11", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData("2026-11-25 14:05", "2026-11-25T13:05:00Z", "2026-11-25T13:06:00Z")]
    [InlineData("14:05 2026-11-25", "2026-11-25T13:05:00Z", "2026-11-25T13:06:00Z")]
    [InlineData("2026-11-25T14:05", "2026-11-25T13:05:00Z", "2026-11-25T13:06:00Z")]
    [InlineData("2026-11-25 14:", "2026-11-25T13:00:00Z", "2026-11-25T14:00:00Z")]
    [InlineData("2026-11-25 14:0", "2026-11-25T13:00:00Z", "2026-11-25T13:10:00Z")]
    [InlineData("yesterday 9:30:05", "2026-11-24T08:30:05Z", "2026-11-24T08:30:06Z")]
    [InlineData("2026-11-25T13:05:07.250Z", "2026-11-25T13:05:07Z", "2026-11-25T13:05:08Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z")]
    [InlineData("2026-10-25 02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:31:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z", "2026-03-29T01:31:00Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public void A_date_is_meant_in_the_time_zone_of_the_browser(string text, string from, string to)
    {
        var search = Read(text);
        Assert.Equal("", search.Name);
        Assert.Null(search.Clock);
        Assert.Equal(new SearchPeriod(Utc(from), Utc(to)), search.Period);
    }

    [Theory]
    [InlineData("14:05", "14:05:00", "00:01:00")]
    [InlineData("9:05", "09:05:00", "00:01:00")]
    [InlineData("14:05:30", "14:05:30", "00:00:01")]
    [InlineData("14:05:30.123", "14:05:30", "00:00:01")]
    [InlineData("14:", "14:00:00", "01:00:00")]
    [InlineData("14:3", "14:30:00", "00:10:00")]
    public void A_clock_time_is_meant_on_any_day(string text, string from, string length)
    {
        var search = Read(text);
        Assert.Equal("", search.Name);
        Assert.Null(search.Period);
        Assert.Equal(new SearchClock(Span(from), Span(length), "Europe/Berlin"), search.Clock);
    }

    [Theory]
    [InlineData("pve1")]
    [InlineData("web-1")]
    [InlineData("25:00")]
    [InlineData("14:60")]
    [InlineData("14:05:61")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026")]
    [InlineData("a:b")]
    [InlineData(":")]
    [InlineData("100%_\\")]
    [InlineData("fd00::1")]
    public void What_cannot_be_read_as_a_time_is_a_name(string text) => Assert.Equal(new RunSearch(text, null, null), Read(text));

    [Fact]
    public void A_name_and_a_time_are_both_wanted()
    {
        var search = Read("  web-1   2026-11-25  14:05 backup ");
        Assert.Equal("web-1 backup", search.Name);
        Assert.Equal(Utc("2026-11-25T13:05:00Z"), search.Period?.From);
        Assert.Equal(("web-1", true, true), Read("web-1 2026-11 14:05") is var month ? (month.Name, month.Period is not null, month.Clock is not null) : default);
    }

    [Fact]
    public void Nothing_is_searched_for_where_nothing_was_typed() => Assert.Equal(new RunSearch("", null, null), Read(" \t "));

    [Fact]
    public void Text_that_a_database_would_refuse_is_cut_and_mended() => Assert.Equal(200, Read($"\0{new string('x', 5000)}").Name.Length);

    private static RunSearch Read(string text) => RunSearch.Read(text, Utc("2026-11-25T13:05:00Z"), Berlin);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
