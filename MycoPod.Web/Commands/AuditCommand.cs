using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit.Verification;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Commands;

/// <summary><c>mycopod audit verify</c>: whether runs, approvals and the audit log hold together.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "What was decided and done.") { CreateVerify() };

    private static Command CreateVerify()
    {
        var command = new Command("verify", "Checks every run against its signed approval, its plan and its log. Exit code 1 where something does not hold.");
        command.SetAction((_, cancellationToken) => VerifyAsync(cancellationToken));
        return command;
    }

    private static async Task<int> VerifyAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mycopod-audit-");
        try
        {
            return await VerifyAsync(SettingsFile.Read(), folder.FullName, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="folder">For a clone of its own: the running Web's is in use, and this one has nothing but what the repository has now.</param>
    private static async Task<int> VerifyAsync(WebSettings settings, string folder, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddDatabases(settings).BuildServiceProvider();
        var web = services.GetRequiredService<IDbContextFactory<WebContext>>();
        using var key = ApprovalKeyFile.Open(settings.StateDirectory);
        using var repository = new DeclarationsRepository(settings with { StateDirectory = folder }, new OwnCommits(web, TimeProvider.System), TimeProvider.System);
        var findings = await new AuditVerification(services.GetRequiredService<IDbContextFactory<RunsContext>>(), web, repository, key).RunAsync(cancellationToken);
        await WriteAsync(findings, Console.Out);
        return findings.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    internal static async Task WriteAsync(AuditFindings findings, TextWriter output)
    {
        foreach (var count in findings.Counts) await output.WriteLineAsync($"Checked: {count}");
        foreach (var note in findings.Notes) await output.WriteLineAsync($"Note: {note}");
        foreach (var problem in findings.Problems) await output.WriteLineAsync($"PROBLEM: {problem}");
        await output.WriteLineAsync(findings.Problems.Count == 0 ? "Everything holds." : $"{findings.Problems.Count} things do not hold. Nothing was changed. Compare with a backup before anything is approved.");
    }
}
