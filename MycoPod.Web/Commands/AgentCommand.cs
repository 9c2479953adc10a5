using System.CommandLine;
using MycoPod.Core.Certificates;
using MycoPod.Web.Approvals;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Link;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod agent pair</c> writes the file that lets an Agent connect; <c>mycopod agent status</c> says how it stands with it.</summary>
internal static class AgentCommand
{
    public static Command Create() => new("agent", "Pairs the Agent with this Web, and says how it stands with it.") { CreatePair(), CreateStatus() };

    private static Command CreatePair()
    {
        var file = new Option<string>("--out") { Description = "Where the pairing file goes (mode 0600). It belongs on the Agent's host.", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Makes a new token; the old one stops working." };
        var command = new Command("pair", "Makes the pairing file.") { file, replace };
        command.SetAction((parsed, cancellationToken) => PairAsync(Path.GetFullPath(parsed.GetRequiredValue(file)), parsed.GetValue(replace), cancellationToken));
        return command;
    }

    private static Command CreateStatus()
    {
        var command = new Command("status", "Says whether the Agent is connected, since when, its version, its cluster and whether it rests. Exit code 1 where it is not connected.");
        command.SetAction((_, _) => StatusAsync(SettingsFile.Read().StateDirectory, Console.Out));
        return command;
    }

    internal static async Task<int> StatusAsync(string stateDirectory, TextWriter output)
    {
        if (AgentReport.Read(stateDirectory, TimeProvider.System.GetUtcNow()) is not { } report) throw new CommandFailure("Web does not run on this host, so whether the Agent is connected is not known. Start it: systemctl start mycopod-web");
        foreach (var line in report.Lines()) await output.WriteLineAsync(line);
        return report.IsConnected ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> PairAsync(string file, bool replace, CancellationToken cancellationToken)
    {
        var settings = SettingsFile.Read();
        using var key = ApprovalKeyFile.Open(settings.StateDirectory);
        await using var database = WebDatabase.Open(settings.Connection);
        var outcome = await new AgentPairing(database, key, settings.PublicUrl, TimeProvider.System, PinOf(settings)).PairAsync(file, replace, cancellationToken);
        if (!outcome.IsDone) throw new CommandFailure(outcome.Text);
        await Console.Out.WriteLineAsync(outcome.Text);
        return ExitCodes.Done;
    }

    /// <summary>No authority vouches for a self-signed certificate, so the Agent is told its key.</summary>
    private static KeyPin? PinOf(WebSettings settings) =>
        settings.PublicUrl.Scheme == Uri.UriSchemeHttps && settings.Tls?.ReadCertificate(new(), TimeProvider.System.GetUtcNow())?.TargetCertificate is { } certificate && KeyPin.IsSelfSigned(certificate) ? KeyPin.Of(certificate) : null;
}
