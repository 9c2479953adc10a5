using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using Npgsql;

namespace MycoPod.Core.Diagnosis;

/// <summary>Asks PostgreSQL about itself and the tables in it.</summary>
/// <param name="connection">Of whichever role this host has.</param>
public sealed class DatabaseCheck(string connection, TimeProvider time)
{
    private const int OldestTried = 15;

    /// <param name="others">Further contexts whose migrations have to be applied.</param>
    public async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken, params IReadOnlyList<DbContext> others)
    {
        await using var direct = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Timeout = (int)Doctor.Patience.TotalSeconds }.ConnectionString);
        await direct.OpenAsync(cancellationToken);
        List<Finding> found = [JudgeVersion(direct.PostgreSqlVersion)];
        await using (var ask = new NpgsqlCommand("SELECT clock_timestamp(), pg_database_size(current_database())", direct))
        {
            var begin = time.GetUtcNow();
            await using var row = await ask.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            found.Add(Clock.Judge("the database", await row.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken) - begin));
            found.Add(Finding.Ok($"The database takes {DiskSpace.Size(row.GetInt64(1))}."));
        }

        await using var runs = RunsDatabase.Open(connection);
        found.Add(await JudgeMigrationsAsync([runs, .. others], cancellationToken));
        return found;
    }

    /// <summary>From when on logs are kept, and whether there is a table for those to come.</summary>
    /// <param name="retention">How long they are to be kept; null where this host does not know.</param>
    public async Task<IReadOnlyList<Finding>> AskRetentionAsync(TimeSpan? retention, CancellationToken cancellationToken)
    {
        const string Months =
            "SELECT right(c.relname, 7) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace "
            + "WHERE n.nspname = 'runs' AND p.relname = 'events' AND c.relname ~ '_[0-9]{4}_[0-9]{2}$' ORDER BY 1";
        await using var direct = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await direct.OpenAsync(cancellationToken);
        List<string> months = [];
        await using (var ask = new NpgsqlCommand(Months, direct))
        {
            await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) months.Add(rows.GetString(0));
        }

        return [JudgeMonths(months, retention)];
    }

    private Finding JudgeMonths(List<string> months, TimeSpan? retention)
    {
        const string Advice = "The Agent makes and drops these tables twice a day. Look whether it runs and what its log says: mycopod logs on the Agent's host.";
        var now = time.GetUtcNow();
        if (months.Count == 0 || !months.Contains(NameOf(now), StringComparer.Ordinal)) return Finding.Warning("There is no table for this month's logs; they go into the one for all others.", Advice);
        if (retention is { } kept && string.CompareOrdinal(months[0], NameOf((now - kept).AddMonths(-1))) < 0)
            return Finding.Warning($"Logs of {months[0].Replace('_', '-')} are still there, which retentionDays does not keep.", Advice);
        return Finding.Ok($"Logs are kept from {months[0].Replace('_', '-')} on{(retention is { } days ? $" (retentionDays {days.TotalDays:0})" : "")}.");
    }

    private static string NameOf(DateTimeOffset time) => $"{time.UtcDateTime:yyyy_MM}";

    private static Finding JudgeVersion(Version version) => version.Major >= OldestTried
        ? Finding.Ok($"PostgreSQL {version} answers.")
        : Finding.Warning($"PostgreSQL {version} answers; MycoPod is tried with {OldestTried} and newer.", "Upgrade PostgreSQL: back up, install the newer one, restore.");

    private static async Task<Finding> JudgeMigrationsAsync(IReadOnlyList<DbContext> contexts, CancellationToken cancellationToken)
    {
        var (missing, unknown) = (0, 0);
        foreach (var context in contexts)
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
            var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            missing += known.Count(m => !applied.Contains(m));
            unknown += applied.Count(m => !known.Contains(m));
        }

        if (missing > 0) return Finding.Problem($"The database is older than this program: {missing} migrations are not applied.", "On the host of Web: mycopod migrate");
        return unknown > 0
            ? Finding.Warning("The database is newer than this program.", "Update this host to the release of the other one: mycopod update")
            : Finding.Ok("The database is up to date.");
    }
}
