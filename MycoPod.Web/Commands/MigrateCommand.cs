using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod migrate</c>: brings the database up to date. The only command that uses the owner's role.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var connection = new Option<string>("--connection") { Description = "The database as mycopod_owner, instead of the configuration's ownerConnection." };
        var command = new Command("migrate", "Brings the database up to date.") { connection };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(connection) ?? ReadOwnerConnection(), cancellationToken));
        return command;
    }

    private static string ReadOwnerConnection() => SettingsFile.Read().OwnerConnection
        ?? throw new CommandFailure("ownerConnection: is missing. Expected: the database as mycopod_owner, which migrate needs.", ExitCodes.Misconfigured);

    private static async Task<int> RunAsync(string owner, CancellationToken cancellationToken)
    {
        await using var runs = RunsDatabase.Open(owner);
        await using var web = WebDatabase.Open(owner);
        var count = await MigrateAsync(runs, cancellationToken) + await MigrateAsync(web, cancellationToken);
        await Console.Out.WriteLineAsync(count == 0 ? "The database is up to date." : $"The database is up to date: {count} migrations applied.");
        return ExitCodes.Done;
    }

    /// <summary>A log of millions of lines may be moved.</summary>
    private static readonly TimeSpan LongestMigration = TimeSpan.FromHours(6);

    private static async Task<int> MigrateAsync(DbContext database, CancellationToken cancellationToken)
    {
        database.Database.SetCommandTimeout(LongestMigration);
        var missing = await database.Database.GetPendingMigrationsAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        return missing.Count();
    }
}
