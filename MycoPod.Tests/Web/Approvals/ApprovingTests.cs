using System.Security.Claims;
using System.Text;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Approvals;

/// <summary>From a previewed draft to a signed approval, over a real repository and database.</summary>
public sealed class ApprovingTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_User_cannot_approve_even_with_a_forged_claim()
    {
        await using var web = await CreateAsync();
        var user = await web.AddPersonAsync("ben", Roles.User);
        var submitted = await Authoring.SubmitAsync(web, user);
        var outcome = await Authoring.ApproveAsync(web, user, submitted);
        Assert.Equal(Approving.NotAnAdmin, outcome.Problem);
        Assert.DoesNotContain("approval.json", await FilesAsync(web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_User_commits_is_pending_and_unsigned()
    {
        await using var web = await CreateAsync();
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        Assert.Equal(Core.Runs.DeclarationState.PendingApproval, submitted.Row.State);
        Assert.DoesNotContain("approval.json", await FilesAsync(web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_Admin_commits_is_ready_and_verifies()
    {
        await using var web = await CreateAsync();
        var pairing = await web.PairAsync(replace: true);
        var committed = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ada", Roles.Admin));
        Assert.Equal(Core.Runs.DeclarationState.Ready, committed.Row.State);
        await AssertVerifiesAsync(web, pairing, committed);
    }

    [Fact]
    public async Task An_approval_is_one_commit_that_verifies_and_a_second_one_comes_too_late()
    {
        await using var web = await CreateAsync();
        var pairing = await web.PairAsync(replace: true);
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        Assert.NotNull((await Authoring.ApproveAsync(web, admin, submitted)).Commit);
        await AssertVerifiesAsync(web, pairing, submitted);

        var second = await Authoring.ApproveAsync(web, await web.AddPersonAsync("eve", Roles.Admin), submitted);
        Assert.Equal("Already decided by ada.", second.Problem);
    }

    [Theory]
    [InlineData(DeclarationFolder.Text)]
    [InlineData(DeclarationFolder.Plan)]
    public async Task What_changed_since_it_was_read_is_not_approved(string file)
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        using var clone = await web.Git.CloneAsync();
        var path = Path.Combine(clone.Folder, submitted.Row.Folder, file);
        var bytes = file == DeclarationFolder.Plan ? TestPlans.CreateAndStart("evil-1").ToBytes() : [.. await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), .. Encoding.UTF8.GetBytes(" And more.")];
        clone.Write($"{submitted.Row.Folder}/{file}", bytes);
        await clone.PushAsync("By hand");

        var outcome = await Authoring.ApproveAsync(web, admin, submitted);
        Assert.Equal(Approving.Changed, outcome.Problem);
        Assert.True(outcome.IsOutdated);

        // Read again, it is shown as it is now, and still cannot be approved: nobody previewed it here.
        await web.Get<DeclarationIndex>().RefreshAsync(TestContext.Current.CancellationToken);
        var again = await Authoring.FindAsync(web, submitted.Row.Id);
        Assert.True(again.Row.IsChangedOutside);
        Assert.Contains("changed outside", (await Authoring.ApproveAsync(web, admin, again)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_for_people_is_written_anew_with_the_approval()
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        await web.Get<DeclarationsRepository>().ChangeAsync(
            (_, _) => Decision.Make(new(submitted.Row.Folder, new Dictionary<string, byte[]>(StringComparer.Ordinal) { [DeclarationFolder.PlanForPeople] = [1] }, "Spoil", new("ben", "ben@example.org"))),
            TestContext.Current.CancellationToken);
        Assert.NotNull((await Authoring.ApproveAsync(web, admin, submitted)).Commit);
        Assert.Null((await Authoring.FindAsync(web, submitted.Row.Id)).Row.Problem);
    }

    [Fact]
    public async Task A_text_that_changed_after_its_preview_is_not_committed()
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var (draft, shown) = await Authoring.DraftAsync(web, admin);
        await web.Get<Drafts>().SaveTextAsync(draft, Authoring.IdOf(admin), "Something else.", TestContext.Current.CancellationToken);
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(admin, draft, shown, "", TestContext.Current.CancellationToken);
        Assert.Equal("The text has changed. Preview again.", outcome.Problem);
    }

    [Fact]
    public async Task Nobody_commits_the_draft_of_another()
    {
        await using var web = await CreateAsync();
        var (draft, shown) = await Authoring.DraftAsync(web, await web.AddPersonAsync("ben", Roles.User));
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(await web.AddPersonAsync("ada", Roles.Admin), draft, shown, "", TestContext.Current.CancellationToken);
        Assert.NotNull(outcome.Problem);
    }

    private async Task<WebBench> CreateAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        return web;
    }

    private static async Task<string> FilesAsync(WebBench web)
    {
        using var clone = await web.Git.CloneAsync();
        return await clone.GitAsync("ls-files");
    }

    /// <summary>Verifies as the Agent does: with the pinned key, against the bytes that lie in the repository.</summary>
    private static async Task AssertVerifiesAsync(WebBench web, Core.Link.Pairing pairing, DeclarationView view)
    {
        using var clone = await web.Git.CloneAsync();
        var folder = Path.Combine(clone.Folder, view.Row.Folder);
        var document = DeclarationDocument.Read(await File.ReadAllTextAsync(Path.Combine(folder, DeclarationFolder.Text)));
        Assert.Equal(DeclarationStatus.Ready, document.Header.Status);
        var root = (await clone.GitAsync("rev-list", "--max-parents=0", "HEAD")).Trim();
        var plan = Core.Json.Digest.Of(await File.ReadAllBytesAsync(Path.Combine(folder, DeclarationFolder.Plan)));
        using var key = ApprovalKey.ImportPublic(pairing.ApprovalKey);
        var verdict = new ApprovalVerifier(key, pairing.AgentId, TimeProvider.System).Verify(
            Approval.FromBytes(await File.ReadAllBytesAsync(Path.Combine(folder, DeclarationFolder.Approval))),
            new(root, document.Header.Id, document.Header.Revision, document.ComputeTextDigest(), plan));
        Assert.Null(verdict.Refusal);
    }
}
