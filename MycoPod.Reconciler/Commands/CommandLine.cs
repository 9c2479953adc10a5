using System.CommandLine;
using System.Security.Cryptography;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Planning.Batch;

namespace MycoPod.Reconciler.Commands;

/// <summary>What the Agent's program can be told to do; without a word it serves.</summary>
internal static class CommandLine
{
    private const int Unusable = 2;

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The MycoPod Agent: plans, and carries out what was approved")
        {
            PolicyCommand.Make(), SecretCommand.Make(), PlanCommand.Make(), StatusCommand.Make(), DoctorCommand.Make(), RestoredCommand.Make(),
        };
        root.SetAction((_, token) => ServeAsync(token));
        return root.Parse(args).InvokeAsync();
    }

    private static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (configuration, pairing) = AgentConfigurationFile.Read(Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable));
            Directory.CreateDirectory(configuration.StateDirectory);
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).AddFilter("System.Net.Http", LogLevel.Warning);
            builder.Services.AddSystemd();
            await builder.AddAgent(configuration, pairing).Build().RunAsync(cancellationToken);
            return Environment.ExitCode;
        }
        catch (Exception e) when (e is ConfigurationException or CryptographicException or IOException)
        {
            await Console.Error.WriteLineAsync($"The Agent cannot start.{Environment.NewLine}{e.Message}");
            return Unusable;
        }
    }
}
