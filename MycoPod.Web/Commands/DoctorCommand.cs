using System.CommandLine;
using MycoPod.Core.Diagnosis;
using MycoPod.Web.Configuration;
using MycoPod.Web.Diagnosis;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod doctor</c>: looks at everything a support question would ask for, and changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var asJson = new Option<bool>("--json") { Description = "Prints it as JSON." };
        var command = new Command("doctor", "Checks this host and all it needs, and says what to do. Ends with 1 where something does not work.") { asJson };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(asJson), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
    {
        var report = await ExamineAsync(cancellationToken);
        await Console.Out.WriteLineAsync(asJson ? report.ToJson() : report.ToString());
        return report.IsHealthy ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>A configuration that cannot be used is what is wrong then; nothing else can be looked at.</summary>
    private static async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settings = SettingsFile.Read();
            return await new WebDoctor(settings, TimeProvider.System) { ConfigurationFile = Environment.GetEnvironmentVariable(SettingsFile.Variable) }.ExamineAsync(cancellationToken);
        }
        catch (SettingsException e)
        {
            return new([.. e.Problems.Select(p => new DiagnosisLine("configuration", FindingLevel.Problem, p, "Mend it in the file, then run mycopod doctor again."))]);
        }
    }
}
