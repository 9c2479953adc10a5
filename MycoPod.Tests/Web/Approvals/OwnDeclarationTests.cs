using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;

namespace MycoPod.Tests.Web.Approvals;

/// <summary>The setting that nobody approves what they wrote themselves.</summary>
public sealed class OwnDeclarationTests(PostgresServer postgres)
{
    [Fact]
    public async Task With_the_setting_an_Admins_commit_waits_for_another_Admin()
    {
        await using var web = await WebBench.CreateAsync(postgres, approvals: new(AuthorMayApprove: false));
        await web.PairAsync();
        var (ada, eve) = (await web.AddPersonAsync("ada", Roles.Admin), await web.AddPersonAsync("eve", Roles.Admin));
        var submitted = await web.SubmitAsync(ada);
        Assert.Equal(DeclarationState.PendingApproval, submitted.Row.State);

        var refused = await Authoring.ApproveAsync(web, ada, submitted);
        Assert.Equal(ApprovalIssuer.OwnDeclaration, refused.Problem);
        Assert.Equal(DeclarationState.PendingApproval, (await web.FindAsync(submitted.Row.Id)).Row.State);

        Assert.Null((await Authoring.ApproveAsync(web, eve, submitted)).Problem);
        Assert.Equal(DeclarationState.Ready, (await web.FindAsync(submitted.Row.Id)).Row.State);
    }

    [Fact]
    public async Task The_setting_binds_the_signature_itself()
    {
        await using var web = await WebBench.CreateAsync(postgres, approvals: new(AuthorMayApprove: false));
        var issuer = web.Get<ApprovalIssuer>();
        var ada = new Person(Guid.Empty, "ada", "ada@example.org", IsAdmin: true);
        Assert.Throws<UnauthorizedAccessException>(() => issuer.Issue(ada, "Ada", Guid.Empty, new("repository", new(Guid.Empty), 1, "text", "plan")));
        Assert.True(issuer.MayApprove(ada, "ben"));
        Assert.False(issuer.MayApprove(ada with { IsAdmin = false }, "ben"));
    }
}
