using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MycoPod.Core.Data;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>An expanded run shows every event, whenever it comes.</summary>
public sealed class LiveRunsTests(PostgresServer postgres)
{
    [Fact]
    public async Task An_event_that_comes_while_the_run_is_expanded_is_shown()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        await RunRecords.HappenAsync(database, run, 1);
        var interrupt = new Interrupt();
        var live = new LiveRuns(new(new Contexts(database, interrupt)));
        interrupt.Next = async () => await live.ApplyAsync([await RunRecords.HappenAsync(database, run, 2)], TestContext.Current.CancellationToken);
        await live.ExpandAsync(run, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], live.ViewOf(run)?.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task What_lies_between_is_read_where_events_do_not_follow_on_what_is_shown()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        await RunRecords.HappenAsync(database, run, 1);
        var live = new LiveRuns(new(new Contexts(database, new Interrupt())));
        await live.ExpandAsync(run, TestContext.Current.CancellationToken);
        await RunRecords.HappenAsync(database, run, 2);
        await live.ApplyAsync([await RunRecords.HappenAsync(database, run, 3)], TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], live.ViewOf(run)?.Events.Select(e => e.Sequence));
    }

    private sealed class Contexts(TestDatabase database, Interrupt interrupt) : IDbContextFactory<RunsContext>
    {
        public RunsContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<RunsContext>();
            options.UseRuns(database.Web).AddInterceptors(interrupt);
            return new(options.Options);
        }
    }

    /// <summary>Does something once, when the events of a run have been read and before its steps are.</summary>
    private sealed class Interrupt : DbCommandInterceptor
    {
        public Func<Task>? Next { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("steps", StringComparison.Ordinal) && Next is { } next)
            {
                Next = null;
                await next();
            }

            return result;
        }
    }
}
