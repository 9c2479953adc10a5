using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Tests.Planning.BuiltIn;

public sealed class LexiconTests
{
    [Fact]
    public void The_lexicon_reads_and_holds_phrases_in_lower_case_only() =>
        Assert.All(Lexicon.Default.Phrases, p => Assert.Equal(p.ToLowerInvariant(), p));

    [Fact]
    public void No_phrase_is_a_sentence() =>
        Assert.All(Lexicon.Default.Phrases, p => Assert.InRange(p.Split(' ').Length, 1, 8));

    [Theory]
    [InlineData("verb=create: make, make", "stands twice")]
    [InlineData("verb create", "has no colon")]
    public void A_lexicon_with_a_mistake_says_where(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => new Lexicon(text)).Message);

    [Theory]
    [InlineData("nothing: {n:number}", "is no slot")]
    [InlineData("cores: [ {n:number}", "bracket is not closed")]
    public void A_way_to_say_things_with_a_mistake_says_where(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => new FacetRules(text, Lexicon.Default)).Message);

    [Theory]
    [InlineData("2GB", "Number|Word")]
    [InlineData("4vCPUs", "Number|Word")]
    [InlineData("web-1..web-3.", "Word|Stop")]
    [InlineData("192.168.1.10/24", "Ip4")]
    [InlineData("fd00:1::61/64 via fd00:1::1", "Ip6|Word|Ip6")]
    [InlineData("local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", "Volume")]
    [InlineData("don’t start “a b”", "Word|Word|Quoted")]
    [InlineData("192.168.10.20:/volume1/media at /mnt/media", "NfsPath|Word|Path")]
    [InlineData("//nas/wiki, anna@pve and https://a.example/x.iso.", "Share|Punctuation|Account|Word|Url|Stop")]
    [InlineData("at 2:30 on 2025-04-13", "Word|Time|Word|Date")]
    [InlineData("'bob@pve' '/vms/100' 'df -h'", "Account|Path|Quoted")]
    public void Tokens_are_told_by_their_form(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TokenReader.Read(text, Lexicon.Default).Select(t => t.Shape)));
}
