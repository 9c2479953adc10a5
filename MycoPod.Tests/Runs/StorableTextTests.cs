using MycoPod.Core.Runs;

namespace MycoPod.Tests.Runs;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\ufffdb")]
    [InlineData("😀 stays", "😀 stays")]
    public void What_PostgreSQL_does_not_take_is_replaced(string text, string stored) => Assert.Equal(stored, StorableText.Of(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\ufffdb", StorableText.Of("a" + (char)0xd83d + "b"));

    [Fact]
    public void Long_text_is_cut_and_says_so() => Assert.Equal("aaaa…", StorableText.Of(new string('a', 100), most: 5));
}
