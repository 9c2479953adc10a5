using Microsoft.EntityFrameworkCore;

namespace MycoPod.Web.Data;

/// <summary>How the schema <c>web</c> is opened.</summary>
internal static class WebDatabase
{
    public static DbContextOptionsBuilder UseWeb(this DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("__migrations", WebContext.Schema))
        .UseSnakeCaseNamingConvention();

    public static WebContext Open(string connection)
    {
        var options = new DbContextOptionsBuilder<WebContext>();
        options.UseWeb(connection);
        return new WebContext(options.Options);
    }
}
