using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Approvals;

/// <summary>A rejection and what follows from it, over a real repository and database.</summary>
public sealed class RejectingTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_rejection_is_one_commit_of_the_Admin_with_the_comment_beside_the_draft()
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await web.SubmitAsync(await web.AddPersonAsync("ben", Roles.User));
        var outcome = await web.RejectAsync(admin, submitted, "  Which node?\r\nPlease name it. ");
        Assert.Null(outcome.Problem);

        var (document, files, log) = await web.ReadFolderAsync(submitted);
        Assert.Equal(DeclarationStatus.Draft, document.Header.Status);
        Assert.Equal(1, document.Header.Revision);
        Assert.Equal(DecisionBench.Text, document.Text);
        Assert.Equal(["comment.md", "declaration.md", "plan.json", "plan.md"], files);
        Assert.Equal("Reject: One container by ada", log);
        var comment = Rejection.Read(await web.ReadFileAsync(submitted, DeclarationFolder.Comment));
        Assert.Equal(("ada", "Which node?\nPlease name it."), (comment?.By, comment?.Comment));

        var row = (await web.FindAsync(submitted.Row.Id)).Row;
        Assert.Equal(DeclarationState.Rejected, row.State);
        Assert.Equal(comment, row.Rejection);
        Assert.False(row.IsChangedOutside);
        Assert.Equal(submitted.Row.Id, Assert.Single(await web.Get<DeclarationQuery>().ForApprovalsAsync(TestContext.Current.CancellationToken)).Id);
        Assert.Equal(submitted.Row.Id, Assert.Single(await web.Get<DeclarationQuery>().RejectedOfAsync("ben", TestContext.Current.CancellationToken)).Id);
        await using var database = WebDatabase.Open(web.Database.Web);
        Assert.Contains(await database.Audit.ToListAsync(TestContext.Current.CancellationToken), a => a is { Kind: AuditKind.Rejection, Actor: "ada" });
    }

    [Fact]
    public async Task A_User_cannot_reject_even_with_a_forged_claim()
    {
        await using var web = await CreateAsync();
        var user = await web.AddPersonAsync("ben", Roles.User);
        var submitted = await web.SubmitAsync(user);
        Assert.Equal(Rejecting.NotAnAdmin, (await web.RejectAsync(user, submitted)).Problem);
        Assert.Equal(DeclarationStatus.PendingApproval, (await web.ReadFolderAsync(submitted)).Document.Header.Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Rejection.MaxLength + 1)]
    public async Task A_comment_is_needed_and_has_an_end(int length)
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await web.SubmitAsync(await web.AddPersonAsync("ben", Roles.User));
        var outcome = await web.RejectAsync(admin, submitted, length == 0 ? " \n" : new('x', length));
        Assert.Equal(length == 0 ? Rejecting.NoComment : Rejecting.TooLong, outcome.Problem);
    }

    [Fact]
    public async Task Whoever_decides_second_comes_too_late()
    {
        await using var web = await CreateAsync();
        var (ada, eve) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("eve", Roles.Admin));
        var ben = await web.AddPersonAsync("ben", Roles.User);
        var rejected = await web.SubmitAsync(ben);
        Assert.Null((await web.RejectAsync(ada, rejected)).Problem);
        Assert.Equal("Already decided by ada.", (await web.ApproveAsync(eve, rejected)).Problem);
        Assert.Equal("Already decided by ada.", (await web.RejectAsync(eve, rejected)).Problem);

        var approved = await web.SubmitAsync(ben, "Create a Debian container named web-2.");
        Assert.Null((await web.ApproveAsync(eve, approved)).Problem);
        Assert.Equal("Already decided by eve.", (await web.RejectAsync(ada, approved)).Problem);
        Assert.DoesNotContain("comment.md", (await web.ReadFolderAsync(approved)).Files);
    }

    [Fact]
    public async Task What_was_changed_outside_is_not_rejected_but_can_be_withdrawn()
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await web.SubmitAsync(await web.AddPersonAsync("ben", Roles.User));
        await web.PushByHandAsync(submitted);
        Assert.Contains("changed outside", (await web.RejectAsync(admin, submitted)).Problem, StringComparison.Ordinal);
        Assert.Null((await web.WithdrawAsync(admin, submitted)).Problem);
    }

    [Fact]
    public void A_comment_reads_as_it_was_written_and_a_forged_one_is_cut()
    {
        var rejection = new Rejection("a at b", new(2026, 11, 25, 19, 36, 0, TimeSpan.Zero), "One.\n\nTwo.");
        Assert.Equal(rejection, Rejection.Read(rejection.Write()));
        Assert.Equal(Rejection.MaxLength, Rejection.Read(new Rejection("ada", rejection.At, new('x', 5000)).Write())?.Comment.Length);
        Assert.All((string[])["", "Rejected by", "Rejected by ada at noon", "Hello\n\nworld"], text => Assert.Null(Rejection.Read(text)));
    }

    private async Task<WebBench> CreateAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        return web;
    }
}
