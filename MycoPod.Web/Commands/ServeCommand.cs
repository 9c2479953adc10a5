using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod serve</c>: runs the web application.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the web application (the default).");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var settings = SettingsFile.Read();
        await RequireMigratedAsync(settings, cancellationToken);
        await using var app = WebApp.Build(settings);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task RequireMigratedAsync(WebSettings settings, CancellationToken cancellationToken)
    {
        await using var runs = RunsDatabase.Open(settings.Connection);
        await using var web = WebDatabase.Open(settings.Connection);
        string[] missing = [.. await runs.Database.GetPendingMigrationsAsync(cancellationToken), .. await web.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (missing.Length > 0) throw new CommandFailure("The database is older than this MycoPod. Run mycopod migrate first.");
    }
}
