using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MycoPod.Core.Link;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Commands;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Web.Commands;
using MycoPod.Web.Link;

namespace MycoPod.Tests.Commands;

/// <summary>What <c>mycopod agent status</c> says on both hosts.</summary>
public sealed class AgentStatusTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-agent-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Webs_host_says_whether_the_Agent_is_connected_and_what_it_reports()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        Assert.Contains("Not connected since Web was started", await OnWebAsync(web, "Not connected", ExitCodes.Failed), StringComparison.Ordinal);

        var link = web.Get<AgentLink>();
        Assert.True(link.TryConnect("1", new(LinkProtocol.Version, Guid.Empty, "0.9.1", "agent-host", "key")));
        link.Report("1", new AgentState(HasCredentials: true, "pve-home", "8.4.1", null, null) { Pause = new("ada", DateTimeOffset.UnixEpoch) });
        var said = await OnWebAsync(web, "pve-home", ExitCodes.Done);
        Assert.Contains("the Agent on agent-host, version 0.9.1", said, StringComparison.Ordinal);
        Assert.Contains("Cluster: pve-home 8.4.1", said, StringComparison.Ordinal);
        Assert.Contains("Reconciling: paused by ada since 1970-01-01 00:00:00 UTC", said, StringComparison.Ordinal);

        link.Disconnect("1");
        await OnWebAsync(web, "it was the Agent on agent-host", ExitCodes.Failed);
        await web.App.StopAsync(Token);
        Assert.Contains("does not run", (await Assert.ThrowsAsync<CommandFailure>(() => AgentCommand.StatusAsync(web.StateDirectory, TextWriter.Null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Agents_host_says_whether_it_runs_and_reconciles()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        var pairing = await web.PairAsync() with { WebUrl = web.Url };
        var configuration = new AgentConfiguration(folder.FullName, web.Database.Agent, new(web.Git.Url, "agent", GitServer.ReadToken), "");
        var (exitCode, said) = await OnAgentAsync(configuration, pairing);
        Assert.Equal(1, exitCode);
        Assert.Contains("Agent: does not run", said, StringComparison.Ordinal);
        Assert.Contains("not connected", said, StringComparison.Ordinal);
        Assert.Contains("Runs: 0 running, 0 queued, 0 need attention", said, StringComparison.Ordinal);

        var builder = Host.CreateApplicationBuilder().AddAgent(configuration, pairing);
        builder.Logging.ClearProviders();
        using var agent = builder.Build();
        var services = agent.Services.GetServices<IHostedService>().Where(s => s is AgentLease or WebLink).ToList();
        foreach (var service in services) await service.StartAsync(Token);
        agent.Services.GetRequiredService<PauseSwitch>().Begin("ada");
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
            (exitCode, said) = await OnAgentAsync(configuration, pairing);
        }
        while (exitCode != 0 || !said.Contains("connected since", StringComparison.Ordinal));
        Assert.Contains("Agent: runs on this host", said, StringComparison.Ordinal);
        Assert.Contains("Reconciling: paused by ada since", said, StringComparison.Ordinal);
        foreach (var service in services) await service.StopAsync(Token);
        Assert.Contains("not connected", (await OnAgentAsync(configuration, pairing)).Said, StringComparison.Ordinal);
    }

    /// <summary>The file follows the link within moments.</summary>
    private static async Task<string> OnWebAsync(WebBench web, string words, int exitCode)
    {
        while (true)
        {
            await using var output = new StringWriter();
            if (AgentReport.Read(web.StateDirectory, TimeProvider.System.GetUtcNow()) is not null
                && await AgentCommand.StatusAsync(web.StateDirectory, output) == exitCode
                && output.ToString().Contains(words, StringComparison.Ordinal))
            {
                return output.ToString();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private static async Task<(int ExitCode, string Said)> OnAgentAsync(AgentConfiguration configuration, Pairing pairing)
    {
        await using var output = new StringWriter();
        var exitCode = await StatusCommand.TellAsync(configuration, pairing, output, Token);
        return (exitCode, output.ToString());
    }
}
