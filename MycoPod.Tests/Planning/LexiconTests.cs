using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Tests.Planning;

public sealed class LexiconTests
{
    [Fact]
    public void The_lexicon_reads_and_holds_phrases_in_lower_case_only() =>
        Assert.All(Lexicon.Default.Phrases, p => Assert.Equal(p.ToLowerInvariant(), p));

    [Theory]
    [InlineData("verb create: make\nverb start: make", "stands twice")]
    [InlineData("verbs create: make", "is no kind of term")]
    [InlineData("verb create", "has no colon")]
    [InlineData("filler: one two three four five six", "longer than 5 words")]
    public void A_lexicon_with_a_mistake_says_where(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Lexicon.Parse(text)).Message);

    [Theory]
    [InlineData("2GB", "Number|Unit")]
    [InlineData("4vCPUs", "Number|Cores")]
    [InlineData("8-core", "Number|Cores")]
    [InlineData("twenty-four cores", "Number|Cores")]
    [InlineData("debian12", "Release")]
    [InlineData("web-1..web-3.", "Word|Sentence")]
    [InlineData("192.168.1.10/24", "Address")]
    [InlineData("local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", "TemplateFile")]
    [InlineData("don’t start “a b”", "Verb|Quoted")]
    [InlineData("- a\n2) b", "Article|Line|Word")]
    [InlineData("24/7", "Word")]
    public void Terms_are_told_by_phrase_and_shape(string text, string expected)
    {
        var cursor = TermReader.Read(text, Lexicon.Default);
        List<TermKind> kinds = [];
        while (!cursor.IsAtEnd) kinds.Add(cursor.Take().Kind);
        Assert.Equal(expected, string.Join('|', kinds));
    }
}
