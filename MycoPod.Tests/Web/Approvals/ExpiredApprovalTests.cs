using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Approvals;

/// <summary>An approval that came too late can be given again, and only then.</summary>
public sealed class ExpiredApprovalTests(PostgresServer postgres)
{
    private static readonly TimeSpan Late = ApprovalPayload.Lifetime + TimeSpan.FromHours(1);

    /// <param name="minutes">After the approval. Sooner than its end is too late after a restore.</param>
    [Theory]
    [InlineData(RunStatus.Expired, 25 * 60, true)]
    [InlineData(RunStatus.Expired, 3, true)]
    [InlineData(RunStatus.Succeeded, 25 * 60, false)]
    public async Task Only_what_never_ran_is_approved_again(RunStatus ended, int minutes, bool isApproved)
    {
        var later = TimeSpan.FromMinutes(minutes);
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var view = await web.SubmitAsync(await web.AddPersonAsync("ben", Roles.User));
        Assert.Null((await web.ApproveAsync(admin, view)).Problem);
        var first = await ApprovalAsync(web, view);
        Assert.Equal("Already decided by ada.", (await AgainAsync(web, admin, view, TimeSpan.Zero)).Problem);

        await EndRunAsync(web, view, first, ended);
        var outcome = await AgainAsync(web, admin, view, later);
        if (!isApproved)
        {
            Assert.Equal("Already decided by ada.", outcome.Problem);
            return;
        }

        Assert.Null(outcome.Problem);
        Assert.NotEqual(first.Nonce, (await ApprovalAsync(web, view)).Nonce);
        Assert.Equal("Already decided by ada.", (await AgainAsync(web, admin, view, later)).Problem);
    }

    [Fact]
    public async Task It_waits_under_Pending_Approvals_until_it_is_approved_again()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var view = await web.SubmitAsync(admin);
        await EndRunAsync(web, view, await ApprovalAsync(web, view), RunStatus.Expired);
        var shown = Assert.Single(await web.Get<DeclarationQuery>().ForApprovalsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(DeclarationState.Expired, shown.State);
        Assert.Null((await AgainAsync(web, admin, view, Late)).Problem);
        Assert.Empty(await web.Get<DeclarationQuery>().ForApprovalsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(DeclarationState.Ready, (await web.FindAsync(view.Row.Id)).Row.State);
    }

    private static Task<PushOutcome> AgainAsync(WebBench web, System.Security.Claims.ClaimsPrincipal admin, DeclarationView view, TimeSpan later)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + later);
        var issuer = new ApprovalIssuer(web.Get<System.Security.Cryptography.ECDsa>(), web.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<MycoPod.Web.Data.WebContext>>(), web.Get<MycoPod.Web.Configuration.WebSettings>(), time);
        var approving = new Approving(web.Get<PersonQuery>(), web.Get<DeclarationsRepository>(), issuer, web.Get<CommitAftermath>(), web.Get<DeclarationQuery>());
        return approving.ApproveAsync(admin, new(view.Row.Folder, view.Row.Revision, view.TextDigest, view.PlanDigest ?? ""), TestContext.Current.CancellationToken);
    }

    private static async Task<ApprovalPayload> ApprovalAsync(WebBench web, DeclarationView view) =>
        Approval.FromBytes(System.Text.Encoding.UTF8.GetBytes(await web.ReadFileAsync(view, DeclarationFolder.Approval))).Payload;

    private static async Task EndRunAsync(WebBench web, DeclarationView view, ApprovalPayload approval, RunStatus ended)
    {
        await using var runs = web.Database.OpenRuns();
        runs.Runs.Add(new()
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            DeclarationId = view.Row.Id,
            Revision = view.Row.Revision,
            Title = view.Row.Title,
            Author = view.Row.Author,
            Approver = approval.Approver,
            Folder = view.Row.Folder,
            Commit = view.Row.Commit,
            Nonce = approval.Nonce,
            Status = ended,
            CreatedAt = approval.Issued + TimeSpan.FromSeconds(1),
            FinishedAt = approval.Issued + TimeSpan.FromSeconds(2),
        });
        await runs.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
