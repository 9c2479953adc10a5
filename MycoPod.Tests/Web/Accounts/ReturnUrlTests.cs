using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Web.Accounts;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("runs", "/runs")]
    [InlineData("/declarations/new?x=1", "/declarations/new?x=1")]
    public void A_page_of_this_application_is_kept(string? asked, string expected) => Assert.Equal(expected, ReturnUrl.Normalize(asked));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("/redirect?to=https://evil.example")]
    [InlineData("/login?returnUrl=/")]
    [InlineData("/logout")]
    public void Anything_else_leads_to_the_dashboard(string asked) => Assert.Equal("/", ReturnUrl.Normalize(asked));
}
