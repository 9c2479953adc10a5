using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Reconciler.Planning.BuiltIn.Clauses;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Tests.Planning;

public sealed class BoundedWorkTests
{
    private const int LooksForEachCharacter = 100;

    [Theory]
    [InlineData("reticulate splines ")]
    [InlineData("please ")]
    [InlineData("web-1, ")]
    [InlineData("2 ")]
    [InlineData("a a 2 Debian ")]
    [InlineData("with ")]
    [InlineData("((((")]
    [InlineData("“")]
    [InlineData("\n\n,,")]
    [InlineData("memory of ")]
    [InlineData("named ")]
    [InlineData("all of them ")]
    [InlineData("start web-1. ")]
    [InlineData("web-1 to ")]
    [InlineData("web-[1-99999] ")]
    [InlineData("1..")]
    [InlineData("create a Debian container named x-1 with 2 cores each and ")]
    public void The_work_of_reading_grows_with_the_text_alone(string piece)
    {
        foreach (var start in (string[])["", "Create two Debian containers named ", "Start ", "Delete "])
        {
            var text = start + string.Concat(Enumerable.Repeat(piece, (BuiltInPlanner.LongestText - start.Length) / piece.Length));
            var cursor = TermReader.Read(text, Lexicon.Default);
            new IntentReader(cursor, TestCluster.Snapshot, new Findings()).Read();
            Assert.InRange(cursor.Looks, 0, text.Length * LooksForEachCharacter);
            Planned.OnTestCluster(text);
        }
    }

    [Fact]
    public void Longer_text_than_that_is_refused() =>
        Assert.Equal("The text is longer than 100000 characters.", Planned.Problems(new string('a', BuiltInPlanner.LongestText + 1)));
}
