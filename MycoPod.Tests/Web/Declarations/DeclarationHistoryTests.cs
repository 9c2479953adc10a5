using Bunit;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>What the history says, from commits in a real repository.</summary>
public sealed class DeclarationHistoryTests(PostgresServer postgres)
{
    private const string Better = "Create a Debian container named web-9 and start it.";

    [Fact]
    public async Task Every_commit_says_what_was_done_by_whom_and_what_became_of_the_text()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var (ada, ben) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var view = await web.SubmitAsync(ben);
        await web.RejectAsync(ada, view, "Which one?");
        await web.CommitAsync(ben, await web.EditAsync(ben, view, Better), Better, "web-9");
        await web.ApproveAsync(ada, await web.FindAsync(view.Row.Id));
        await web.PushByHandAsync(view);

        var history = await web.Get<DeclarationHistory>().ReadAsync(view.Row.Folder, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(
            [("changed outside", "mallory"), ("approved", "ada"), ("submitted again", "ben"), ("rejected", "ada"), ("submitted", "ben")],
            history.Select(e => (e.What, e.Who)));
        Assert.Equal("Which one?", history[3].Rejection?.Comment);
        Assert.Equal((DecisionBench.Text, Better), (history[2].Before, history[2].After));
        Assert.All(history.Where(e => e.What is not "approved"), e => Assert.Null(e.Expires));
        Assert.NotNull(history[1].Expires);
    }

    [Fact]
    public void A_difference_shows_words_that_went_and_words_that_came_and_keeps_all_others()
    {
        using var context = new BunitContext();
        var diff = context.Render<TextDiff>(p => p.Add(c => c.Before, DecisionBench.Text).Add(c => c.After, Better)).Find("p");
        Assert.Contains("web-1", string.Concat(diff.QuerySelectorAll("del").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Contains("web-9", string.Concat(diff.QuerySelectorAll("ins").Select(e => e.TextContent)), StringComparison.Ordinal);
        foreach (var removed in diff.QuerySelectorAll("del").ToList()) removed.Remove();
        Assert.Equal(Better, diff.TextContent);
    }
}
