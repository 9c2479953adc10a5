using System.Security.Cryptography;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Planning.Batch;

if (args is ["plan", .. var batch]) return await PlanCommand.RunAsync(batch, Console.Error, CancellationToken.None);

try
{
    var (configuration, pairing) = AgentConfigurationFile.Read(Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable));
    Directory.CreateDirectory(configuration.StateDirectory);
    var builder = Host.CreateApplicationBuilder(args);
    builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).AddFilter("System.Net.Http", LogLevel.Warning);
    await builder.AddAgent(configuration, pairing).Build().RunAsync();
    return Environment.ExitCode;
}
catch (Exception e) when (e is ConfigurationException or CryptographicException)
{
    await Console.Error.WriteLineAsync($"The Agent cannot start.{Environment.NewLine}{e.Message}");
    return 2;
}
