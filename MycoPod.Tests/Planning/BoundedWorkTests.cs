using System.Diagnostics;
using MycoPod.Reconciler.Planning.BuiltIn;

namespace MycoPod.Tests.Planning;

public sealed class BoundedWorkTests
{
    /// <summary>Generous on purpose: what grows with the square of the text takes minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("and ")]
    [InlineData("web-1, ")]
    [InlineData("a a 2 Debian ")]
    [InlineData("((((")]
    [InlineData("“")]
    [InlineData("all of them ")]
    [InlineData("web-[1-99999] ")]
    [InlineData("create a Debian container named x-1 with 2 cores each and ")]
    public void The_work_of_reading_grows_with_the_text_alone(string piece)
    {
        var text = $"Create two Debian containers named {string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length))}";
        var begin = Stopwatch.GetTimestamp();
        Planned.OnTestCluster(text);
        Assert.True(Stopwatch.GetElapsedTime(begin) < Longest, $"{piece}: {Stopwatch.GetElapsedTime(begin)}");
    }

    [Fact]
    public void Longer_text_than_that_is_refused() =>
        Assert.Equal($"The text is longer than {BuiltInPlanner.LongestText} characters.", Planned.Problems(new string('a', BuiltInPlanner.LongestText + 1)));
}
