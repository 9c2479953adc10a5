using Bunit;
using MycoPod.Web.Shell;

namespace MycoPod.Tests.Web.Shell;

public sealed class ErrorPageTests : BunitContext
{
    [Fact]
    public void After_an_error_only_what_is_certain_is_said()
    {
        var page = Render<ErrorPage>(p => p.Add(e => e.Code, 500));
        Assert.Contains("What was saved is kept. Reconciliation Logs say what ran", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", page.Markup, StringComparison.Ordinal);
    }
}
