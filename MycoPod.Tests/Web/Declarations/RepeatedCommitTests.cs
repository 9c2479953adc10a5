using System.Security.Claims;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>A draft whose commit arrived without anybody knowing, and what is made of it afterwards.</summary>
public sealed class RepeatedCommitTests(PostgresServer postgres)
{
    [Fact]
    public async Task The_same_text_and_plan_are_committed_once()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        var (again, first) = await CommitTwiceAsync(web, ben, TestPlans.CreateAndStart());
        Assert.Equal(first, again.Commit);
        using var clone = await web.Git.CloneAsync();
        Assert.Equal("2", (await clone.GitAsync("rev-list", "--count", "HEAD")).Trim());
    }

    [Fact]
    public async Task Another_plan_is_refused_and_its_draft_kept()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        var (again, _) = await CommitTwiceAsync(web, ben, TestPlans.CreateAndStart("web-2"));
        Assert.Equal(DeclarationCommit.OtherIsThere, again.Problem);
        Assert.Single(await web.Get<Drafts>().ListAsync(Authoring.IdOf(ben), TestContext.Current.CancellationToken));
    }

    private static async Task<(PushOutcome Again, string? First)> CommitTwiceAsync(WebBench web, ClaimsPrincipal author, Core.Plans.Plan second)
    {
        var (id, shown) = await Authoring.DraftAsync(web, author);
        var first = await web.Get<DeclarationCommit>().CommitAsync(author, id, shown, "One container", TestContext.Current.CancellationToken);

        // As if the answer had been lost: the draft is there as before.
        await using (var database = MycoPod.Web.Data.WebDatabase.Open(web.Database.Web))
        {
            database.Drafts.Add(new() { Id = id, AuthorId = Authoring.IdOf(author), Text = Authoring.Text, UpdatedAt = DateTimeOffset.UnixEpoch });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var shownAgain = await Authoring.PreviewAsync(web, author, id, second);
        return (await web.Get<DeclarationCommit>().CommitAsync(author, id, shownAgain, "One container", TestContext.Current.CancellationToken), first.Commit);
    }
}
