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
    private const string Text = "Create a Debian container named web-1 and start it.";

    [Fact]
    public async Task A_User_cannot_approve_even_with_a_forged_claim()
    {
        await using var web = await CreateAsync();
        var user = await web.AddPersonAsync("ben", Roles.User);
        var submitted = await SubmitAsync(web, user);
        var outcome = await ApproveAsync(web, user, submitted);
        Assert.Equal(Approving.NotAnAdmin, outcome.Problem);
        Assert.DoesNotContain("approval.json", await FilesAsync(web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_User_commits_is_pending_and_unsigned()
    {
        await using var web = await CreateAsync();
        var submitted = await SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        Assert.Equal(Core.Runs.DeclarationState.PendingApproval, submitted.Row.State);
        Assert.DoesNotContain("approval.json", await FilesAsync(web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_Admin_commits_is_ready_and_verifies()
    {
        await using var web = await CreateAsync();
        var pairing = await web.PairAsync(replace: true);
        var committed = await SubmitAsync(web, await web.AddPersonAsync("ada", Roles.Admin));
        Assert.Equal(Core.Runs.DeclarationState.Ready, committed.Row.State);
        await AssertVerifiesAsync(web, pairing, committed);
    }

    [Fact]
    public async Task An_approval_is_one_commit_that_verifies_and_a_second_one_comes_too_late()
    {
        await using var web = await CreateAsync();
        var pairing = await web.PairAsync(replace: true);
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        Assert.NotNull((await ApproveAsync(web, admin, submitted)).Commit);
        await AssertVerifiesAsync(web, pairing, submitted);

        var second = await ApproveAsync(web, await web.AddPersonAsync("eve", Roles.Admin), submitted);
        Assert.Equal("Already decided by ada.", second.Problem);
    }

    [Theory]
    [InlineData(DeclarationFolder.Text)]
    [InlineData(DeclarationFolder.Plan)]
    public async Task What_changed_since_it_was_read_is_not_approved(string file)
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var submitted = await SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        using var clone = await web.Git.CloneAsync();
        var path = Path.Combine(clone.Folder, submitted.Row.Folder, file);
        var bytes = file == DeclarationFolder.Plan ? TestPlans.CreateAndStart("evil-1").ToBytes() : [.. await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), .. Encoding.UTF8.GetBytes(" And more.")];
        clone.Write($"{submitted.Row.Folder}/{file}", bytes);
        await clone.PushAsync("By hand");

        var outcome = await ApproveAsync(web, admin, submitted);
        Assert.Equal(Approving.Changed, outcome.Problem);
        Assert.True(outcome.IsOutdated);

        // Read again, it is shown as it is now, and still cannot be approved: nobody previewed it here.
        await web.Get<DeclarationIndex>().RefreshAsync(TestContext.Current.CancellationToken);
        var again = await FindAsync(web, submitted.Row.Id);
        Assert.True(again.Row.IsChangedOutside);
        Assert.Contains("changed outside", (await ApproveAsync(web, admin, again)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_changed_after_its_preview_is_not_committed()
    {
        await using var web = await CreateAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var (draft, shown) = await DraftAsync(web, admin);
        await web.Get<Drafts>().SaveTextAsync(draft, IdOf(admin), "Something else.", TestContext.Current.CancellationToken);
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(admin, draft, shown, "", TestContext.Current.CancellationToken);
        Assert.Equal("The text has changed. Preview again.", outcome.Problem);
    }

    [Fact]
    public async Task Nobody_commits_the_draft_of_another()
    {
        await using var web = await CreateAsync();
        var (draft, shown) = await DraftAsync(web, await web.AddPersonAsync("ben", Roles.User));
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(await web.AddPersonAsync("ada", Roles.Admin), draft, shown, "", TestContext.Current.CancellationToken);
        Assert.NotNull(outcome.Problem);
    }

    private async Task<WebBench> CreateAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        return web;
    }

    private static Guid IdOf(ClaimsPrincipal principal) => Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    private static async Task<(Guid Draft, ShownPlan Shown)> DraftAsync(WebBench web, ClaimsPrincipal author)
    {
        var plan = TestPlans.CreateAndStart();
        var drafts = web.Get<Drafts>();
        var id = await drafts.SaveTextAsync(null, IdOf(author), Text, TestContext.Current.CancellationToken);
        var preview = new DraftPreview
        {
            TextDigest = DraftPlanning.DigestOf(Text),
            Plan = plan.ToBytes(),
            PlanDigest = plan.ComputeDigest(),
            Assumptions = [],
            Problems = [],
            Planner = "built-in",
            Seconds = 0.1,
            Cluster = "pve-home 8.4.1",
            At = DateTimeOffset.UnixEpoch,
        };
        await drafts.SavePreviewAsync(id, IdOf(author), preview, TestContext.Current.CancellationToken);
        return (id, new(preview.TextDigest, plan.ComputeDigest()));
    }

    private static async Task<DeclarationView> SubmitAsync(WebBench web, ClaimsPrincipal author)
    {
        var (draft, shown) = await DraftAsync(web, author);
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(author, draft, shown, "One container", TestContext.Current.CancellationToken);
        Assert.Null(outcome.Problem);
        return await FindAsync(web, draft);
    }

    private static async Task<DeclarationView> FindAsync(WebBench web, Guid id) =>
        await web.Get<DeclarationQuery>().FindAsync(id, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It is not in the index.");

    private static Task<PushOutcome> ApproveAsync(WebBench web, ClaimsPrincipal principal, DeclarationView view) => web.Get<Approving>().ApproveAsync(
        principal, new(view.Row.Folder, view.Row.Revision, view.TextDigest, view.PlanDigest ?? ""), TestContext.Current.CancellationToken);

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
