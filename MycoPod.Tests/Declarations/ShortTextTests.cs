using MycoPod.Core.Declarations;

namespace MycoPod.Tests.Declarations;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("web-1", 5, "web-1")]
    [InlineData("web-1 is up", 6, "web-1…")]
    [InlineData("up 🚀 and away", 4, "up…")]
    [InlineData("up 🚀 and away", 5, "up 🚀…")]
    public void The_beginning_is_left_and_no_sign_is_cut_in_half(string text, int length, string left) => Assert.Equal(left, ShortText.Of(text, length));
}
