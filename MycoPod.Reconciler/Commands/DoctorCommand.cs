using System.CommandLine;
using System.Security.Cryptography;
using MycoPod.Core.Diagnosis;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Diagnosis;

namespace MycoPod.Reconciler.Commands;

/// <summary><c>doctor</c>: looks at everything a support question would ask for, and changes nothing.</summary>
internal static class DoctorCommand
{
    private const int Failed = 1;

    public static Command Make()
    {
        var asJson = new Option<bool>("--json") { Description = "Prints it as JSON" };
        var command = new Command("doctor", "Checks this host and all it needs, and says what to do; ends with 1 where something does not work") { asJson };
        command.SetAction((arguments, token) => RunAsync(arguments.GetValue(asJson), token));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
    {
        var report = await ExamineAsync(cancellationToken);
        await Console.Out.WriteLineAsync(asJson ? report.ToJson() : report.ToString());
        return report.IsHealthy ? 0 : Failed;
    }

    /// <summary>A configuration that cannot be used is what is wrong then; nothing else can be looked at.</summary>
    private static async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable);
            var (configuration, pairing) = AgentConfigurationFile.Read(file);
            using var doctor = new AgentDoctor(configuration, pairing, TimeProvider.System) { ConfigurationFile = file };
            return await doctor.ExamineAsync(cancellationToken);
        }
        catch (ConfigurationException e)
        {
            return new([.. e.Problems.Select(p => new DiagnosisLine("configuration", FindingLevel.Problem, p, "Mend it in the file, then run mycopod doctor again."))]);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new([new DiagnosisLine("configuration", FindingLevel.Problem, e.Message, "Run it as the Agent's own account, as the command mycopod does.")]);
        }
    }
}
