using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

public sealed class NewestRunTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(RunStatus.Succeeded, DeclarationState.Applied)]
    [InlineData(RunStatus.Running, DeclarationState.Running)]
    public async Task A_later_refusal_does_not_displace_the_run_of_an_approval(RunStatus status, DeclarationState expected)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var committed = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ada", Roles.Admin));
        var real = await AddAsync(web, committed, status, new string('b', 32));
        await AddAsync(web, committed, RunStatus.Refused, nonce: null);

        var shown = await Authoring.FindAsync(web, committed.Row.Id);
        Assert.Equal(expected, shown.Row.State);
        Assert.Equal(real, shown.Row.RunId);
    }

    [Fact]
    public async Task A_refusal_alone_is_shown()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var committed = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ada", Roles.Admin));
        await AddAsync(web, committed, RunStatus.Refused, nonce: null);
        Assert.Equal(DeclarationState.Refused, (await Authoring.FindAsync(web, committed.Row.Id)).Row.State);
    }

    private static async Task<Guid> AddAsync(WebBench web, DeclarationView declaration, RunStatus status, string? nonce)
    {
        await using var runs = web.Database.OpenRuns();
        var run = new Run
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            DeclarationId = declaration.Row.Id,
            Revision = declaration.Row.Revision,
            Title = declaration.Row.Title,
            Author = "ada",
            Approver = "ada",
            Folder = declaration.Row.Folder,
            Commit = declaration.Row.Commit,
            Nonce = nonce,
            RefusalKey = nonce is null ? "refused" : null,
            Status = status,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        runs.Runs.Add(run);
        await runs.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run.Id;
    }
}
