using System.CommandLine;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Commands;

/// <summary><c>restored</c>: notes, after the Agent's files came back from a backup, that what was done since that backup is not known.</summary>
internal static class RestoredCommand
{
    private const int Unusable = 2;

    public static Command Make()
    {
        var command = new Command("restored", "After a restore: what was approved before now is not carried out, and can be approved again");
        command.SetAction((_, _) => RunAsync(TimeProvider.System));
        return command;
    }

    internal static async Task<int> RunAsync(TimeProvider time)
    {
        try
        {
            var (configuration, _) = AgentConfigurationFile.Read(Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable));
            new HighWaterMark(new(configuration.CredentialsDirectory)).MarkRestored(time.GetUtcNow());
            await Console.Out.WriteLineAsync("What was approved before now is not carried out. It can be approved again.");
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Unusable;
        }
    }
}
