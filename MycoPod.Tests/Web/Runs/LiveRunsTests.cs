using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>The runs of a page are as they were last stored, whenever that was.</summary>
public sealed class LiveRunsTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_comes_while_the_page_loads_is_counted()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        await RunRecords.HappenAsync(database, run, 1);
        var interrupt = new Interrupt();
        var live = Live(database, interrupt);
        var applying = Task.CompletedTask;
        interrupt.Next = async () =>
        {
            var happened = await RunRecords.HappenAsync(database, run, 2);
            applying = live.ApplyAsync([happened], Token);
        };
        await live.ExpandAsync(run, Token);
        interrupt.IsOn = true;
        await live.LoadAsync(RunFilter.None, Token);
        await applying;
        Assert.Equal(2, Assert.Single(live.Rows).LineCount);
    }

    [Fact]
    public async Task A_run_that_matches_appears_and_one_that_does_not_stays_out()
    {
        var database = await postgres.CreateDatabaseAsync();
        var live = Live(database);
        await live.LoadAsync(RunFilter.None with { Text = "web-1" }, Token);
        var (matching, other) = (await RunRecords.AddAsync(database, "Make web-1"), await RunRecords.AddAsync(database, "Make db-1"));
        await live.ApplyAsync([await RunRecords.HappenAsync(database, matching, 1), await RunRecords.HappenAsync(database, other, 1)], Token);
        Assert.Equal(matching, Assert.Single(live.Rows).Id);
    }

    [Fact]
    public async Task A_run_is_found_by_the_number_of_its_guest()
    {
        var database = await postgres.CreateDatabaseAsync();
        var (ours, _) = (await RunRecords.AddAsync(database, "Make web-1"), await RunRecords.AddAsync(database, "Make db-1"));
        await RunRecords.AddStepAsync(database, ours, 1);
        await using (var runs = database.OpenRuns())
            await runs.Steps.Where(s => s.RunId == ours).ExecuteUpdateAsync(set => set.SetProperty(s => s.Vmid, 4711), Token);
        var live = Live(database);
        await live.LoadAsync(RunFilter.None with { Text = "4711" }, Token);
        Assert.Equal(ours, Assert.Single(live.Rows).Id);
    }

    [Fact]
    public async Task A_run_that_has_ended_leaves_the_running_ones()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        var live = Live(database);
        await live.LoadAsync(RunFilter.None with { Status = RunStatus.Running }, Token);
        Assert.Single(live.Rows);
        await live.ApplyAsync([await RunRecords.FinishAsync(database, run, RunStatus.Succeeded)], Token);
        Assert.Empty(live.Rows);
    }

    [Fact]
    public async Task Every_run_can_be_reached_a_page_at_a_time_and_none_comes_twice()
    {
        var database = await postgres.CreateDatabaseAsync();
        List<Guid> added = [];
        for (var i = 0; i < (2 * LiveRuns.PageSize) + 3; i++) added.Add(await RunRecords.AddAsync(database));
        var live = Live(database);
        await live.LoadAsync(RunFilter.None, Token);
        Assert.Equal(LiveRuns.PageSize, live.Rows.Count);

        // A run that is older than what is shown does not come out of turn; a new one does not push one of them out.
        await live.ApplyAsync([await RunRecords.HappenAsync(database, added[0], 1)], Token);
        added.Add(await RunRecords.AddAsync(database));
        await live.ApplyAsync([await RunRecords.HappenAsync(database, added[^1], 1)], Token);
        while (live.HasOlder) await live.LoadOlderAsync(Token);
        Assert.Equal(Enumerable.Reverse(added), live.Rows.Select(r => r.Id));

        await live.LoadAsync(RunFilter.None, Token);
        Assert.Equal(added.Count, live.Rows.Count);
    }

    private static LiveRuns Live(TestDatabase database, Interrupt? interrupt = null) => new(new(new Contexts(database, interrupt ?? new()), TimeProvider.System));

    private sealed class Contexts(TestDatabase database, Interrupt interrupt) : IDbContextFactory<RunsContext>
    {
        public RunsContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<RunsContext>();
            options.UseRuns(database.Web).AddInterceptors(interrupt);
            return new(options.Options);
        }
    }

    /// <summary>Does something once, after the runs have been read and before the steps of those that are expanded are.</summary>
    private sealed class Interrupt : DbCommandInterceptor
    {
        public Func<Task>? Next { get; set; }

        public bool IsOn { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsOn && !command.CommandText.Contains("last_sequence", StringComparison.Ordinal) && Next is { } next)
            {
                Next = null;
                await next();
            }

            return result;
        }
    }
}
