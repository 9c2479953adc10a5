using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Shell;
using Npgsql;

namespace MycoPod.Tests.Execution;

/// <summary>The database goes away while an answer is on its way: the answer is kept in a file, stored once it is back, and nothing is sent twice.</summary>
public sealed class KeptExchangeTests(PostgresServer postgres)
{
    [Fact]
    public async Task What_was_kept_of_a_run_nobody_knows_any_more_and_a_line_cut_short_keep_nothing_from_running()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await using (var agent = bench.StartAgent())
        {
            var directory = agent.GetRequiredService<ProtectedDirectory>();
            await File.WriteAllTextAsync(Path.Combine(directory.Path, "exchanges.jsonl"), "{\"RunId\":\"0193", Token);
            var spool = agent.GetRequiredService<ExchangeSpool>();
            spool.Keep(new(new("0193a0f0-0000-7000-8000-0000000000aa"), 1, new("pve1", "POST", "/x", "", 200, "OK", "{}", null, TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(1))));
            await agent.GetRequiredService<RunLedger>().StoreKeptAsync(Token);
            Assert.False(spool.HasAny);
            Assert.Contains("0193a0f0", await File.ReadAllTextAsync(Path.Combine(directory.Path, "exchanges-of-unknown-runs.jsonl"), Token), StringComparison.Ordinal);
        }

        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_comes_without_a_database_is_kept_and_stored_later()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var direct = new NpgsqlConnectionStringBuilder(bench.Database.Agent);
        await using var cable = TcpProxy.To(new($"http://127.0.0.1:{direct.Port}"));
        bench.AgentConnection = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = cable.Url.Port }.ConnectionString;
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.Root.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc","kind":"delay-after","seconds":2}""");
        await using (var agent = bench.StartAgent())
        {
            var next = await agent.GetRequiredService<RunLedger>().FindNextAsync(onlyUnderWay: false, Token) ?? throw new InvalidOperationException("no run");
            var running = agent.GetRequiredService<RunExecutor>().ExecuteAsync(next, Token);
            await ShellBench.UntilAsync(() => bench.Sandbox.State.Read(c => c.Guests.Any(g => g.Name == "web-1")));
            cable.Cut();
            var lost = await Assert.ThrowsAnyAsync<Exception>(() => running);
            Assert.True(DatabaseFailure.IsOutage(lost), $"{lost}");
        }

        cable.Mend();
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Single(await bench.ReadSandboxRequestsAsync(), r => r == "POST /nodes/pve1/lxc");
        await using var context = bench.Database.OpenRuns();
        var create = Assert.Single(await context.Exchanges.Where(e => e.RunId == id && e.Method == "POST" && e.StepNumber == 1).ToListAsync(Token));
        Assert.Contains("UPID:pve1:", create.ResponseBody, StringComparison.Ordinal);
    }
}
