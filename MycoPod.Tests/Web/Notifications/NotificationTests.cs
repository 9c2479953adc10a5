using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;
using MycoPod.Web.Notifications;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Notifications;

/// <summary>Who is told of what, and that it is kept.</summary>
public sealed class NotificationTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Admins_are_told_of_a_submission_and_the_author_of_what_was_decided()
    {
        await using var web = await CreateAsync();
        var (ada, ben, eve) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User), await web.AddPersonAsync("eve", Roles.User));
        List<NotificationEvent> live = [];
        var box = web.Get<NotificationBox>();
        box.Changed += (_, e) => live.Add(e);

        var view = await web.SubmitAsync(ben);
        var told = Assert.Single(await box.NewestAsync(DecisionBench.IdOf(ada), 10, Token));
        Assert.Equal((NotificationKind.Submitted, "ben submitted “One container”."), (told.Kind, told.Text));

        await web.RejectAsync(ada, view, "Which node?");
        var rejection = Assert.Single(await box.NewestAsync(DecisionBench.IdOf(ben), 10, Token));
        Assert.Equal(("ada rejected “One container”.", "Which node?", $"/declarations/{view.Row.Id}"), (rejection.Text, rejection.Detail, rejection.Link));
        Assert.Equal([DecisionBench.IdOf(ada), DecisionBench.IdOf(ben)], live.Select(e => e.RecipientId));
        Assert.Empty(await box.NewestAsync(DecisionBench.IdOf(eve), 10, Token));

        await web.CommitAsync(ben, await web.EditAsync(ben, view, "Create one."), "Create one.");
        await web.ApproveAsync(ada, await web.FindAsync(view.Row.Id));
        Assert.Equal("ada approved “One container”.", (await box.NewestAsync(DecisionBench.IdOf(ben), 10, Token))[0].Text);
        Assert.Equal("ben submitted “One container” again.", (await box.NewestAsync(DecisionBench.IdOf(ada), 10, Token))[0].Text);
    }

    [Fact]
    public async Task A_withdrawal_is_told_to_whom_it_was_submitted_and_to_its_author()
    {
        await using var web = await CreateAsync();
        var (ada, eve, ben) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("eve", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var box = web.Get<NotificationBox>();
        var first = await web.SubmitAsync(ben);
        await web.Get<MycoPod.Web.Declarations.Withdrawing>().WithdrawAsync(ben, new(first.Row.Folder, first.Row.Revision), Token);
        Assert.Equal("ben withdrew “One container”.", (await box.NewestAsync(DecisionBench.IdOf(ada), 10, Token))[0].Text);
        Assert.Empty(await box.NewestAsync(DecisionBench.IdOf(ben), 10, Token));

        var second = await web.SubmitAsync(ben, "Create a Debian container named web-1.");
        await web.Get<MycoPod.Web.Declarations.Withdrawing>().WithdrawAsync(ada, new(second.Row.Folder, second.Row.Revision), Token);
        Assert.Equal("ada withdrew “One container”.", Assert.Single(await box.NewestAsync(DecisionBench.IdOf(ben), 10, Token)).Text);
        Assert.Equal("ada withdrew “One container”.", (await box.NewestAsync(DecisionBench.IdOf(eve), 10, Token))[0].Text);
    }

    [Fact]
    public async Task Nobody_is_told_the_same_twice_and_each_reads_for_themselves()
    {
        await using var web = await CreateAsync();
        var (ada, eve) = (DecisionBench.IdOf(await web.AddPersonAsync("ada", Roles.Admin)), DecisionBench.IdOf(await web.AddPersonAsync("eve", Roles.Admin)));
        var box = web.Get<NotificationBox>();
        var news = new News(NotificationKind.Submitted, "one", "ben submitted “One”.", null, "/approvals");
        await box.TellAsync([ada], news, Token);
        await box.TellAsync([ada, eve], news, Token);
        Assert.Equal((1, 1), (await box.CountUnreadAsync(ada, Token), await box.CountUnreadAsync(eve, Token)));

        var hers = Assert.Single(await box.NewestAsync(ada, 10, Token));
        await box.MarkReadAsync(eve, hers.Id, Token);
        Assert.Equal(1, await box.CountUnreadAsync(ada, Token));
        await box.MarkReadAsync(ada, hers.Id, Token);
        Assert.Equal((0, 1), (await box.CountUnreadAsync(ada, Token), await box.CountUnreadAsync(eve, Token)));
    }

    [Fact]
    public async Task A_run_that_ended_while_Web_was_away_is_told_once()
    {
        await using var web = await CreateAsync();
        var ben = DecisionBench.IdOf(await web.AddPersonAsync("ben", Roles.User));
        var run = await AddRunAsync(web);
        var box = web.Get<NotificationBox>();
        var arrived = new TaskCompletionSource<Notification?>();
        box.Changed += (_, e) => arrived.TrySetResult(e.Arrived);
        for (var start = 0; start < 2; start++)
        {
            using var news = new RunNews(
                new RunFeed(), web.Get<IDbContextFactory<RunsContext>>(), web.Get<IDbContextFactory<WebContext>>(), box, TimeProvider.System, NullLogger<RunNews>.Instance);
            await news.StartAsync(Token);
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);
            await news.StopAsync(Token);
        }

        var told = Assert.Single(await box.NewestAsync(ben, 10, Token));
        Assert.Equal((NotificationKind.Failed, "“One container” ended with an error.", "The storage is full.", $"/runs/{run}"), (told.Kind, told.Text, told.Detail, told.Link));
    }

    private async Task<WebBench> CreateAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        return web;
    }

    private static async Task<Guid> AddRunAsync(WebBench web)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var runs = web.Database.OpenRuns();
        var run = new Run
        {
            Id = Guid.CreateVersion7(now),
            DeclarationId = Guid.CreateVersion7(now),
            Revision = 1,
            Title = "One container",
            Author = "ben",
            Approver = "ada",
            Folder = "declarations/2026/one",
            Commit = new string('a', 40),
            Nonce = new string('b', 32),
            Status = RunStatus.Errored,
            Reason = "The storage is full.",
            CreatedAt = now,
            FinishedAt = now,
        };
        runs.Runs.Add(run);
        await runs.SaveChangesAsync(Token);
        return run.Id;
    }
}
