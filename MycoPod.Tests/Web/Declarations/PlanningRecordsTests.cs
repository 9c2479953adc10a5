using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>How a language model planned, kept with the plan and read by Admins alone.</summary>
public sealed class PlanningRecordsTests(PostgresServer postgres)
{
    private static readonly PlanningRecord Record = new("openai", "gpt-5", 1, 2, 3400, 120, 4.5, [new("system", "rules"), new("assistant", "a plan\0")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Admins_read_it_before_and_after_the_commit_and_nobody_else()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var (admin, user) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("eve", Roles.User));
        var (draft, shown) = await Authoring.DraftAsync(web, user);
        await web.Get<PlanningRecords>().SaveAsync(draft, shown.PlanDigest, Record, Token);
        Assert.Null(await web.Get<PlanningRecords>().FindAsync(user, draft, shown.PlanDigest, Token));
        var found = await web.Get<PlanningRecords>().FindAsync(admin, draft, shown.PlanDigest, Token);
        Assert.Equal(("openai", "gpt-5", 2, 3400, 120, 4.5), (found?.Provider, found?.Model, found?.Rounds, found?.TokensIn, found?.TokensOut, found?.Seconds));
        Assert.Equal(["rules", "a plan"], found?.Messages.Select(m => m.Text));
        Assert.Null(await web.Get<PlanningRecords>().FindAsync(admin, draft, "another plan", Token));
    }

    [Fact]
    public async Task Only_the_last_plan_of_a_draft_is_kept_and_nothing_of_drafts_that_are_gone()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var user = await web.AddPersonAsync("eve", Roles.User);
        var (draft, _) = await Authoring.DraftAsync(web, user);
        await using var database = WebDatabase.Open(web.Database.Web);
        database.Plannings.Add(new() { DeclarationId = Guid.Empty, PlanDigest = "gone", Record = Record, At = DateTimeOffset.UnixEpoch });
        await database.SaveChangesAsync(Token);
        foreach (var digest in new[] { "first", "second", "second" }) await web.Get<PlanningRecords>().SaveAsync(draft, digest, Record, Token);
        Assert.Equal(["second"], await database.Plannings.AsNoTracking().Select(p => p.PlanDigest).ToListAsync(Token));
    }
}
