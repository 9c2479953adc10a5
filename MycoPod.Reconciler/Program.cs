using System.Security.Cryptography;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;

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
