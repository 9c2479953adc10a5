using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Approvals;
using MycoPod.Core.Data;
using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Repository;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Reconciliation;

/// <summary>The Agent's look at a repository behind git http-backend, with pushes by git itself.</summary>
public sealed class RepositoryPassTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly System.Security.Cryptography.ECDsa key = ApprovalKey.Create();
    private readonly string clone = Directory.CreateTempSubdirectory("mycopod-agent-").FullName;
    private GitServer? server;
    private GitWorkTree? work;
    private TestDatabase? database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GitServer Server => server ?? throw new InvalidOperationException("Not started.");

    private GitWorkTree Work => work ?? throw new InvalidOperationException("Not started.");

    private TestDatabase Database => database ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        server = await GitServer.StartAsync();
        work = await server.CloneAsync();
        database = await postgres.CreateDatabaseAsync();
        work.Write("README.md", "Declarations."u8.ToArray());
        await work.PushAsync("Begin");
    }

    public async ValueTask DisposeAsync()
    {
        key.Dispose();
        work?.Dispose();
        if (server is not null) await server.DisposeAsync();
        Directory.Delete(clone, recursive: true);
    }

    [Fact]
    public async Task An_approved_declaration_becomes_one_run_however_often_it_is_looked_at()
    {
        var declared = await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());
        var run = Assert.Single(await ReadRunsAsync());
        Assert.Equal((RunStatus.Queued, declared.Nonce, "admin"), (run.Status, run.Nonce, run.Approver));
        Assert.Equal(declared.Plan.Steps.Count, run.Steps.Count);
    }

    [Fact]
    public async Task A_plan_edited_by_a_push_is_refused_once()
    {
        var declared = await PushAsync(await MakeAsync());
        Work.Write($"{declared.Folder}/{DeclarationFolder.Plan}", StepHarness.CreateAndStart("web-1", "miner-1").ToBytes());
        await Work.PushAsync("Helpful improvement");
        Assert.Equal(0, await LookAsync());
        Assert.Equal(0, await LookAsync());
        var run = Assert.Single(await ReadRunsAsync());
        Assert.Equal(RunStatus.Refused, run.Status);
        Assert.Contains("plan was changed", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_pushed_again_after_its_run_is_refused()
    {
        var declared = await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
        await Work.GitAsync("rm", "--quiet", $"{declared.Folder}/{DeclarationFolder.Approval}");
        await Work.PushAsync("Take the approval away");
        await LookAsync();
        await PushAsync(declared);
        Assert.Equal(0, await LookAsync());
        var refused = Assert.Single(await ReadRunsAsync(), r => r.Reason?.Contains("used already by run", StringComparison.Ordinal) == true);
        Assert.Equal(RunStatus.Refused, refused.Status);
    }

    [Fact]
    public async Task An_approval_copied_to_another_folder_is_refused()
    {
        var declared = await PushAsync(await MakeAsync());
        await PushAsync(declared with { Folder = "declarations/2026/copy-00000000" });
        Assert.Equal(1, await LookAsync());
        Assert.Equal(
            [RunStatus.Queued, RunStatus.Refused],
            (await ReadRunsAsync()).Select(r => r.Status).Order());
    }

    [Fact]
    public async Task A_rewritten_history_carries_nothing_out()
    {
        await PushAsync(await MakeAsync());
        await LookAsync();
        var first = (await Work.GitAsync("rev-list", "--max-parents=0", "HEAD")).Trim();
        await Work.GitAsync("reset", "--quiet", "--hard", first);
        foreach (var (path, content) in (await MakeAsync()).Files) Work.Write(path, content);
        await Work.GitAsync("add", "--all");
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--message", "Another past");
        await Work.GitAsync("push", "--quiet", "--force", "origin", "HEAD:main");
        var problem = await Assert.ThrowsAsync<RepositoryException>(LookAsync);
        Assert.Contains("rewritten", problem.Message, StringComparison.Ordinal);
        Assert.Single(await ReadRunsAsync());
    }

    [Fact]
    public async Task A_history_with_another_beginning_carries_nothing_out_though_it_holds_the_former_one()
    {
        await PushAsync(await MakeAsync());
        await LookAsync();
        await Work.GitAsync("checkout", "--quiet", "--orphan", "other");
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--message", "Another beginning");
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "merge", "--quiet", "--allow-unrelated-histories", "-s", "ours", "--no-edit", "main");
        await Work.GitAsync("push", "--quiet", "origin", "HEAD:main");
        var problem = await Assert.ThrowsAsync<RepositoryException>(LookAsync);
        Assert.Contains("rewritten", problem.Message, StringComparison.Ordinal);
        Assert.Single(await ReadRunsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rewritten_history_that_an_Admin_accepts_runs_nothing_twice_and_what_is_new_in_it_once(bool hasOtherBeginning)
    {
        var first = await PushAsync(await MakeAsync());
        await LookAsync();
        if (hasOtherBeginning) await Work.GitAsync("checkout", "--quiet", "--orphan", "other");
        else await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--amend", "--message", "The same, told otherwise");
        if (hasOtherBeginning) await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--message", "Another beginning");
        var second = await MakeAsync();
        foreach (var (path, content) in second.Files) Work.Write(path, content);
        await Work.GitAsync("add", "--all");
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--message", "New in it");
        await Work.GitAsync("push", "--quiet", "--force", "origin", "HEAD:main");

        var pass = await PassAsync(GitServer.ReadToken);
        await Assert.ThrowsAsync<RepositoryException>(() => pass.RunAsync(Token));
        Assert.Equal(hasOtherBeginning, pass.Rewritten?.IsOther);
        Assert.Equal(1, await pass.AcceptAsync(pass.Rewritten ?? throw new InvalidOperationException("not rewritten"), Token));
        Assert.Null(pass.Rewritten);
        Assert.Equal(0, await pass.RunAsync(Token));
        Assert.Equal([(RunStatus.Queued, first.Nonce), (RunStatus.Queued, second.Nonce)], (await ReadRunsAsync()).Select(r => (r.Status, r.Nonce)));
    }

    [Fact]
    public async Task A_local_copy_that_was_damaged_is_fetched_anew()
    {
        await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(clone, "declarations.git", "objects"), "*", SearchOption.AllDirectories)) File.Delete(file);
        Assert.Equal(0, await LookAsync());
        await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
    }

    [Fact]
    public async Task A_repository_that_is_empty_all_at_once_is_told_of()
    {
        await PushAsync(await MakeAsync());
        await LookAsync();
        await Server.RunGitAsync("update-ref", "-d", "refs/heads/main");
        var problem = await Assert.ThrowsAsync<RepositoryException>(LookAsync);
        Assert.Contains("is empty now", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_innocent_merge_touches_no_declaration()
    {
        await Work.GitAsync("checkout", "--quiet", "-b", "aside");
        Work.Write("README.md", "Ours."u8.ToArray());
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--all", "--message", "Words");
        await Work.GitAsync("checkout", "--quiet", "main");
        await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
        await Work.GitAsync("checkout", "--quiet", "aside");
        await Work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "merge", "--quiet", "--no-edit", "main");
        await Work.GitAsync("push", "--quiet", "origin", "HEAD:main");
        Assert.Equal(0, await LookAsync());
        Assert.Equal(RunStatus.Queued, Assert.Single(await ReadRunsAsync()).Status);
    }

    [Theory]
    [InlineData("title: \"a\\u0000\"")]
    [InlineData("title: \"\\ud83dA\"")]
    [InlineData("!!str id: y")]
    [InlineData("title: [[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task A_poisonous_document_is_refused_and_what_comes_after_it_runs(string line)
    {
        Work.Write("declarations/2026/poison-00000000/declaration.md", System.Text.Encoding.UTF8.GetBytes($"---\nid: x\n{line}\n---\ntext"));
        Work.Write("declarations/2026/poison-00000000/approval.json", [0, 1, 2]);
        await Work.PushAsync("Poison\u0001");
        Assert.Equal(0, await LookAsync());
        await PushAsync(await MakeAsync());
        Assert.Equal(1, await LookAsync());
        Assert.Equal([RunStatus.Queued, RunStatus.Refused], (await ReadRunsAsync()).Select(r => r.Status).Order());
    }

    [Fact]
    public async Task An_unreachable_repository_says_so_and_a_wrong_token_too()
    {
        await Server.StopAsync();
        await Assert.ThrowsAsync<RepositoryException>(LookAsync);
        await Server.ServeAsync();
        var problem = await Assert.ThrowsAsync<RepositoryException>(() => LookAsync("wrong"));
        Assert.DoesNotContain("wrong", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_authority_or_a_pinned_certificate_is_believed_and_nothing_else()
    {
        await using var front = new TlsFront(new Uri(Server.Url).Port);
        var ca = Path.Combine(clone, "ca.pem");
        await File.WriteAllTextAsync(ca, front.Authority, Token);
        await using var other = new TlsFront(new Uri(Server.Url).Port);
        var otherCa = Path.Combine(clone, "other.pem");
        await File.WriteAllTextAsync(otherCa, other.Authority, Token);
        RepositoryHead? Fetch(string host, string? fingerprint, string? caFile) => new DeclarationsClone(
            Path.Combine(clone, $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}.git"), new($"https://{host}:{front.Port}/declarations.git", "agent", GitServer.ReadToken, TlsFingerprint: fingerprint, CaFile: caFile)).Fetch();
        Assert.NotNull(Fetch("localhost", front.Fingerprint, null));
        Assert.NotNull(Fetch("127.0.0.1", front.Fingerprint, null));
        Assert.NotNull(Fetch("localhost", null, ca));
        Assert.Throws<RepositoryException>(() => Fetch("127.0.0.1", null, ca));
        Assert.Throws<RepositoryException>(() => Fetch("localhost", null, null));
        Assert.Throws<RepositoryException>(() => Fetch("localhost", other.Fingerprint, null));
        Assert.Throws<RepositoryException>(() => Fetch("localhost", null, otherCa));
    }

    [Fact]
    public async Task An_empty_repository_is_no_error()
    {
        await using var empty = await GitServer.StartAsync();
        Assert.Null(new DeclarationsClone(Path.Combine(clone, "empty.git"), new(empty.Url, "agent", GitServer.ReadToken)).Fetch());
    }

    private async Task<Declared> MakeAsync() => Declared.Make(
        key, StepHarness.CreateAndStart("web-1"), (await Work.GitAsync("rev-list", "--max-parents=0", "HEAD")).Trim(), TimeProvider.System.GetUtcNow());

    private async Task<Declared> PushAsync(Declared declared)
    {
        foreach (var (path, content) in declared.Files) Work.Write(path, content);
        await Work.PushAsync("Declare");
        return declared;
    }

    private Task<int> LookAsync() => LookAsync(GitServer.ReadToken);

    private async Task<int> LookAsync(string token) => await (await PassAsync(token)).RunAsync(Token);

    private async Task<RepositoryPass> PassAsync(string token)
    {
        var services = new ServiceCollection().AddDbContextFactory<RunsContext>(o => o.UseRuns(Database.Agent)).BuildServiceProvider();
        var repository = new DeclarationsClone(Path.Combine(clone, "declarations.git"), new RepositoryConfiguration(Server.Url, "agent", token));
        var judge = new FolderJudge(new(key, new("5f0c1f5e-6f57-4d5e-9a0f-0d7f4a8f2b11"), TimeProvider.System), new PolicyGate(new(new(Path.Combine(clone, "credentials")))));
        var ledger = new VerdictLedger(services.GetRequiredService<IDbContextFactory<RunsContext>>(), TimeProvider.System);
        return new RepositoryPass(repository, judge, ledger);
    }

    private async Task<IReadOnlyList<Run>> ReadRunsAsync()
    {
        await using var context = Database.OpenRuns();
        return await context.Runs.Include(r => r.Steps).OrderBy(r => r.Number).ToListAsync(Token);
    }
}
