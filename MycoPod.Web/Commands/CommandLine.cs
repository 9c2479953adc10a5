using System.CommandLine;
using System.Net.Sockets;
using MycoPod.Web.Configuration;
using Npgsql;

namespace MycoPod.Web.Commands;

/// <summary>The command <c>mycopod</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("MycoPod: write in plain English what a Proxmox cluster should look like.");
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(UsersCommand.Create());
        root.Subcommands.Add(AgentCommand.Create());
        root.Subcommands.Add(RepositoryCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));
        try
        {
            // Signals are the host's: it stops gracefully.
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e) when (Explain(e) is { } explained)
        {
            await Console.Error.WriteLineAsync(explained.Text);
            return explained.ExitCode;
        }
    }

    private static (string Text, int ExitCode)? Explain(Exception exception) => exception switch
    {
        CommandFailure failure => (failure.Message, failure.ExitCode),
        SettingsException settings => (settings.Message, ExitCodes.Misconfigured),
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } => ("The database has no MycoPod tables yet. Run mycopod migrate first.", ExitCodes.Failed),
        PostgresException refused => ($"The database refused: {refused.MessageText}", ExitCodes.Failed),
        NpgsqlException { InnerException: SocketException unreachable } => ($"The database cannot be reached: {unreachable.Message}", ExitCodes.Failed),
        { InnerException: { } inner } => Explain(inner),
        NpgsqlException database => ($"The database cannot be used: {database.Message}", ExitCodes.Failed),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCodes.Failed),
        OperationCanceledException => ("Stopped.", ExitCodes.Failed),
        _ => null,
    };
}
