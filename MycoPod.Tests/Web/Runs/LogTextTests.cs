using MycoPod.Core.Runs;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>Events as lines: each on one line in the page, in full in the file.</summary>
public sealed class LogTextTests
{
    [Fact]
    public void A_text_of_several_lines_stays_on_one_line_of_the_page_and_is_indented_in_the_file()
    {
        var happened = Output("one\r\ntwo\nthree");
        Assert.Equal("one ⏎ two ⏎ three", LogText.Line(happened));
        Assert.Equal("2026-11-25T13:05:00.000Z  pve1  one\n    two\n    three\n", LogText.FileLine(happened));
    }

    [Fact]
    public void A_very_long_line_is_cut_among_others_and_whole_by_itself()
    {
        var happened = Output(new string('x', 5000));
        Assert.Equal(1001, LogText.Line(happened).Length);
        Assert.Equal(5000, LogText.Of(happened).Length);
    }

    [Fact]
    public void What_would_steer_a_terminal_is_replaced() => Assert.Equal("\uFFFD[31mred\ttab", LogText.Of(Output("\u001b[31mred\ttab")));

    [Fact]
    public void The_end_of_a_run_is_said_in_words() => Assert.Equal(
        "run needs attention: Nobody can tell.",
        LogText.Line(new() { RunId = Guid.Empty, Sequence = 1, Kind = RunEventKind.RunFinished, At = RunRecords.Begin, Status = "NeedsAttention", Text = "Nobody can tell." }));

    private static RunEvent Output(string text) => new() { RunId = Guid.Empty, Sequence = 1, Kind = RunEventKind.Output, At = RunRecords.Begin, Node = "pve1", Text = text };
}
