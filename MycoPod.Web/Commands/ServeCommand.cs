using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Data.KeyRing;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod serve</c>: runs the web application.</summary>
internal static partial class ServeCommand
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
        var isSecretLost = await IsSecretLostAsync(settings, cancellationToken);
        await using var app = WebApp.Build(settings);
        if (isSecretLost) Log.SecretLost(app.Logger, settings.StateDirectory);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    /// <summary>Whether keys lie in the database that only a secret opens which is not there.</summary>
    private static async Task<bool> IsSecretLostAsync(WebSettings settings, CancellationToken cancellationToken)
    {
        if (KeyRingSecret.Exists(settings.StateDirectory)) return false;
        await using var web = WebDatabase.Open(settings.Connection);
        return await web.DataProtectionKeys.AnyAsync(cancellationToken);
    }

    private static async Task RequireMigratedAsync(WebSettings settings, CancellationToken cancellationToken)
    {
        await using var runs = RunsDatabase.Open(settings.Connection);
        await using var web = WebDatabase.Open(settings.Connection);
        string[] missing = [.. await runs.Database.GetPendingMigrationsAsync(cancellationToken), .. await web.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (missing.Length > 0) throw new CommandFailure("The database is older than this MycoPod. Run mycopod migrate first.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "key-ring.secret was not in {Directory} and is made anew: everybody logs in anew, and codes of second factors cannot be checked. Restore it from a backup and start again, or reset them with mycopod users reset-second-factor.")]
        public static partial void SecretLost(ILogger logger, string directory);
    }
}
