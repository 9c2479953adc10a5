using Microsoft.EntityFrameworkCore;

namespace MycoPod.Core.Data;

/// <summary>How every process opens the schema <c>runs</c>.</summary>
public static class RunsDatabase
{
    public static DbContextOptionsBuilder UseRuns(this DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("__migrations", RunsContext.Schema))
        .UseSnakeCaseNamingConvention();

    public static RunsContext Open(string connection)
    {
        var options = new DbContextOptionsBuilder<RunsContext>();
        options.UseRuns(connection);
        return new RunsContext(options.Options);
    }
}
