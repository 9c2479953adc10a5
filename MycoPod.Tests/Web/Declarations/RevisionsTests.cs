using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>Editing, submitting again, withdrawing and discarding, over a real repository and database.</summary>
public sealed class RevisionsTests(PostgresServer postgres)
{
    private const string Better = "Create a Debian container named web-9 on pve1 and start it.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rejected_declaration_is_submitted_again_in_the_same_folder_without_the_comment()
    {
        await using var web = await CreateAsync();
        var (admin, author) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var rejected = await web.SubmitAsync(author);
        await web.RejectAsync(admin, rejected);
        Assert.Null((await web.CommitAsync(author, await web.EditAsync(author, rejected, Better), Better, "web-9")).Problem);

        var (document, files, log) = await web.ReadFolderAsync(rejected);
        Assert.Equal((2, DeclarationStatus.PendingApproval, Better), (document.Header.Revision, document.Header.Status, document.Text));
        Assert.Equal(["declaration.md", "plan.json", "plan.md"], files);
        Assert.Equal("Resubmit: One container by ben", log);
        var again = await web.FindAsync(rejected.Row.Id);
        Assert.Equal(DeclarationState.PendingApproval, again.Row.State);
        Assert.Null(again.Row.Rejection);
        Assert.Empty(await web.Get<Drafts>().ListAsync(DecisionBench.IdOf(author), Token));

        // What was read before is not what is approved now.
        Assert.Equal(MycoPod.Web.Approvals.Approving.Changed, (await web.ApproveAsync(admin, rejected)).Problem);
        Assert.Null((await web.ApproveAsync(admin, again)).Problem);
        Assert.Equal(2, Approval.FromBytes(System.Text.Encoding.UTF8.GetBytes(await web.ReadFileAsync(again, DeclarationFolder.Approval))).Payload.Revision);
    }

    [Fact]
    public async Task An_Admin_who_resubmits_commits_it_ready_and_approved()
    {
        await using var web = await CreateAsync();
        var author = await web.AddPersonAsync("ben", Roles.User);
        var submitted = await web.SubmitAsync(author);
        await web.WithdrawAsync(author, submitted);
        var draft = await web.EditAsync(author, submitted, Better);
        await web.MakeAdminAsync("ben");
        Assert.Null((await web.CommitAsync(author, draft, Better, "web-9")).Problem);
        var (document, files, _) = await web.ReadFolderAsync(submitted);
        Assert.Equal((2, DeclarationStatus.Ready), (document.Header.Revision, document.Header.Status));
        Assert.Contains("approval.json", files);
    }

    [Fact]
    public async Task Anyone_may_begin_a_declaration_with_the_text_of_another_one()
    {
        await using var web = await CreateAsync();
        var (other, author) = (await web.AddPersonAsync("eve", Roles.User), await web.AddPersonAsync("ben", Roles.User));
        var submitted = await web.SubmitAsync(author);
        var copy = await web.Get<Revisions>().CopyAsync(other, submitted.Row.Id, Token);
        var draft = await web.Get<Drafts>().FindAsync(copy.DraftId.GetValueOrDefault(), DecisionBench.IdOf(other), Token);
        Assert.Equal((submitted.Text, null, 0), (draft?.Text, draft?.Folder, draft?.BasedOn));
        Assert.NotEqual(submitted.Row.Id, draft?.Id);
        Assert.Equal(Revisions.Gone, (await web.Get<Revisions>().CopyAsync(other, Guid.CreateVersion7(), Token)).Problem);
    }

    [Fact]
    public async Task Only_the_author_edits_and_only_what_came_back()
    {
        await using var web = await CreateAsync();
        var (admin, author) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var submitted = await web.SubmitAsync(author);
        Assert.Equal(Revisions.NotNow, (await web.Get<Revisions>().BeginAsync(author, submitted.Row.Folder, Token)).Problem);
        await web.RejectAsync(admin, submitted);
        Assert.Equal(Revisions.NotAuthor, (await web.Get<Revisions>().BeginAsync(admin, submitted.Row.Folder, Token)).Problem);

        var first = await web.Get<Revisions>().BeginAsync(author, submitted.Row.Folder, Token);
        var second = await web.Get<Revisions>().BeginAsync(author, submitted.Row.Folder, Token);
        Assert.Equal((true, false), (first.IsNew, second.IsNew));
        Assert.Equal(first.DraftId, second.DraftId);
    }

    [Fact]
    public async Task An_edit_that_was_overtaken_is_not_committed_and_a_repeated_one_is_not_committed_twice()
    {
        await using var web = await CreateAsync();
        var (admin, author) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var submitted = await web.SubmitAsync(author);
        await web.RejectAsync(admin, submitted);
        var kept = await web.Get<Drafts>().FindAsync(await web.EditAsync(author, submitted, Better), DecisionBench.IdOf(author), Token) ?? throw new InvalidOperationException();
        var done = await web.CommitAsync(author, kept.Id, Better, "web-9");

        await web.RestoreDraftAsync(kept);
        Assert.Equal(done.Commit, (await web.CommitAsync(author, kept.Id, Better, "web-9")).Commit);
        await web.RestoreDraftAsync(kept);
        await web.Get<Drafts>().SaveTextAsync(kept.Id, DecisionBench.IdOf(author), "Something else.", Token);
        Assert.Contains("submitted again in the meantime", (await web.CommitAsync(author, kept.Id, "Something else.")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_author_withdraws_what_is_pending_and_can_submit_it_again()
    {
        await using var web = await CreateAsync();
        var (author, other) = (await web.AddPersonAsync("ben", Roles.User), await web.AddPersonAsync("eve", Roles.User));
        var submitted = await web.SubmitAsync(author);
        Assert.Equal(Withdrawing.NotYours, (await web.WithdrawAsync(other, submitted)).Problem);
        Assert.Null((await web.WithdrawAsync(author, submitted)).Problem);
        var (document, _, log) = await web.ReadFolderAsync(submitted);
        Assert.Equal(DeclarationStatus.Withdrawn, document.Header.Status);
        Assert.Equal("Withdraw: One container by ben", log);

        // It is a draft of its author's again, whatever they do with it.
        var draft = Assert.Single(await web.Get<Drafts>().ListAsync(DecisionBench.IdOf(author), Token));
        Assert.Equal((submitted.Row.Id, "One container"), (draft.Id, draft.Title));
        Assert.Equal("Already decided: it was withdrawn.", (await web.ApproveAsync(await web.AddPersonAsync("ada", Roles.Admin), submitted)).Problem);

        Assert.Null((await web.CommitAsync(author, await web.EditAsync(author, submitted, Better), Better, "web-9")).Problem);
        Assert.Equal(DeclarationState.PendingApproval, (await web.FindAsync(submitted.Row.Id)).Row.State);
    }

    [Fact]
    public async Task What_an_Admin_withdraws_goes_back_to_the_drafts_of_its_author_and_not_over_an_edit_that_was_begun()
    {
        await using var web = await CreateAsync();
        var (admin, author) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var submitted = await web.SubmitAsync(author);
        await web.PushByHandAsync(submitted);
        await web.EditAsync(author, submitted, Better);
        Assert.Null((await web.WithdrawAsync(admin, submitted)).Problem);
        Assert.Empty(await web.Get<Drafts>().ListAsync(DecisionBench.IdOf(admin), Token));
        Assert.Equal(Better, (await web.Get<Drafts>().FindAsync(submitted.Row.Id, DecisionBench.IdOf(author), Token))?.Text);
        var second = await web.SubmitAsync(author);
        Assert.Null((await web.WithdrawAsync(admin, second)).Problem);
        Assert.Equal(DecisionBench.Text, (await web.Get<Drafts>().FindAsync(second.Row.Id, DecisionBench.IdOf(author), Token))?.Text);
    }

    [Fact]
    public async Task A_draft_that_was_discarded_comes_back_whole_and_not_over_a_newer_one()
    {
        await using var web = await CreateAsync();
        var author = DecisionBench.IdOf(await web.AddPersonAsync("ben", Roles.User));
        var drafts = web.Get<Drafts>();
        var id = await drafts.SaveTextAsync(null, author, Better, Token);
        await drafts.SaveTitleAsync(id, author, "Nine", Token);
        var preview = new DraftPreview { TextDigest = "digest", Assumptions = [], Problems = ["Which node?"], Planner = "built-in", Seconds = 1.5, At = TimeProvider.System.GetUtcNow() };
        await drafts.SavePreviewAsync(id, author, preview, Token);
        var draft = await drafts.FindAsync(id, author, Token) ?? throw new InvalidOperationException("No draft.");
        await drafts.DeleteAsync(id, author, Token);
        Assert.Empty(await drafts.ListAsync(author, Token));
        await drafts.RestoreAsync(draft, Token);
        var back = await drafts.FindAsync(id, author, Token);
        Assert.Equal((Better, "Nine", "Which node?"), (back?.Text, back?.Title, back?.Preview?.Problems.Single()));
        await drafts.SaveTextAsync(id, author, "Newer.", Token);
        await drafts.RestoreAsync(draft, Token);
        Assert.Equal("Newer.", (await drafts.FindAsync(id, author, Token))?.Text);
    }

    [Fact]
    public async Task A_rejected_declaration_is_discarded_by_its_author_alone_and_its_edit_with_it()
    {
        await using var web = await CreateAsync();
        var (admin, author) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("ben", Roles.User));
        var submitted = await web.SubmitAsync(author);
        await web.RejectAsync(admin, submitted);
        await web.EditAsync(author, submitted, Better);
        Assert.Equal(Withdrawing.NotAuthor, (await web.WithdrawAsync(admin, submitted)).Problem);
        Assert.Null((await web.WithdrawAsync(author, submitted)).Problem);

        var (document, files, log) = await web.ReadFolderAsync(submitted);
        Assert.Equal(DeclarationStatus.Withdrawn, document.Header.Status);
        Assert.Equal("Discard: One container by ben", log);
        Assert.DoesNotContain("comment.md", files);
        Assert.Empty(await web.Get<DeclarationQuery>().ForApprovalsAsync(Token));
        Assert.Empty(await web.Get<Drafts>().ListAsync(DecisionBench.IdOf(author), Token));
    }

    private async Task<WebBench> CreateAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        return web;
    }
}
