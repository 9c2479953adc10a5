using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MycoPod.Core.Approvals;
using MycoPod.Core.Data;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Runs;
using MycoPod.Web.Audit.Verification;
using MycoPod.Web.Data;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Audit;

/// <summary>What <c>mycopod audit verify</c> finds, over a declaration that was submitted, approved and taken up.</summary>
public sealed class AuditVerificationTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-agent-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_approved_and_taken_up_holds()
    {
        await using var web = await TakenUpAsync();
        var findings = await VerifyAsync(web);
        Assert.Empty(findings.Problems);
        Assert.Empty(findings.Notes);
        Assert.Equal("1 runs that an approval started, 0 that were refused", findings.Counts[0]);
        Assert.Equal("1 approvals in the declarations repository", findings.Counts[1]);
    }

    [Theory]
    [InlineData("UPDATE runs.runs SET plan = plan || ' '::bytea", "Its plan was changed after it was recorded.")]
    [InlineData("UPDATE runs.runs SET approver = 'mallory'", "It names mallory as its approver; the approval was given by admin.")]
    [InlineData("UPDATE runs.runs SET nonce = repeat('0', 32)", "It was started by another approval than the one at its commit.")]
    [InlineData("UPDATE runs.runs SET commit = repeat('0', 40)", "is not in the declarations repository")]
    [InlineData("UPDATE runs.runs SET attempt = 2", "It is in attempt 2; the audit log has 0 orders to go on.")]
    [InlineData("UPDATE runs.runs SET last_sequence = 9", "Its log ends with line 1; 9 were recorded.")]
    [InlineData("DELETE FROM web.audit_entries WHERE kind = 'Approval'", "The audit log has no line about the decision of admin, who approved it.")]
    public async Task What_somebody_changed_in_the_database_is_found(string change, string expected)
    {
        await using var web = await TakenUpAsync();
        await web.RunAsOwnerAsync(change);
        Assert.Contains((await VerifyAsync(web)).Problems, p => p.StartsWith("Run ", StringComparison.Ordinal) && p.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_was_made_up_is_found()
    {
        await using var web = await TakenUpAsync();
        await RunRecords.AddAsync(web.Database);
        var findings = await VerifyAsync(web);
        Assert.Contains(findings.Problems, p => p.Contains("or the run was made up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approval_of_another_MycoPod_is_found()
    {
        await using var web = await TakenUpAsync();
        using var other = ApprovalKey.Create();
        var findings = await VerifyAsync(web, other);
        Assert.Contains(findings.Problems, p => p.Contains("not signed by this MycoPod", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_pushed_and_nothing_ran_on_is_a_note()
    {
        await using var web = await TakenUpAsync();
        var author = await web.AddPersonAsync("eva", "User");
        var view = await Authoring.SubmitAsync(web, author);
        using var clone = await web.Git.CloneAsync();
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, view.Row.Folder, "approval.json"), "{}", Token);
        await clone.PushAsync("Helpful");
        var findings = await VerifyAsync(web);
        Assert.Empty(findings.Problems);
        Assert.StartsWith(view.Row.Folder, Assert.Single(findings.Notes), StringComparison.Ordinal);
    }

    private async Task<WebBench> TakenUpAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        var pairing = await web.PairAsync();
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", "User"));
        Assert.Null((await Authoring.ApproveAsync(web, await web.AddPersonAsync("admin", "Admin"), submitted)).Problem);
        var builder = Host.CreateApplicationBuilder().AddAgent(new(folder.FullName, web.Database.Agent, new(web.Git.Url, "agent", GitServer.ReadToken), ""), pairing);
        builder.Logging.ClearProviders();
        using var agent = builder.Build();
        Assert.Equal(1, await agent.Services.GetRequiredService<RepositoryPass>().RunAsync(Token));
        return web;
    }

    private static Task<AuditFindings> VerifyAsync(WebBench web, ECDsa? key = null) => new AuditVerification(
        web.Get<IDbContextFactory<RunsContext>>(), web.Get<IDbContextFactory<WebContext>>(), web.Get<DeclarationsRepository>(), key ?? web.Get<ECDsa>()).RunAsync(Token);
}
