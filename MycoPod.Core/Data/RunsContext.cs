using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Core.Runs.Storage;

namespace MycoPod.Core.Data;

/// <summary>The schema <c>runs</c>: written by the Agent, read by Web. Database roles hold both to that.</summary>
public sealed class RunsContext(DbContextOptions<RunsContext> options) : DbContext(options)
{
    public const string Schema = "runs";

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<RunStep> Steps => Set<RunStep>();

    public DbSet<RunEvent> Events => Set<RunEvent>();

    public DbSet<Exchange> Exchanges => Set<Exchange>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<RepositoryCursor> Cursors => Set<RepositoryCursor>();

    /// <remarks>By name: looking through the assembly for them would load every type of it, and the libraries of those.</remarks>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(Schema)
        .ApplyConfiguration(new RunConfiguration())
        .ApplyConfiguration(new RunStepConfiguration())
        .ApplyConfiguration(new RunEventConfiguration())
        .ApplyConfiguration(new ExchangeConfiguration())
        .ApplyConfiguration(new JournalEntryConfiguration())
        .ApplyConfiguration(new RepositoryCursorConfiguration());
}
