using System.Text;
using System.Text.Json;
using MycoPod.Core.Diagnosis;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Diagnosis;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Web.Link;

namespace MycoPod.Tests.Diagnosis;

/// <summary><c>mycopod doctor</c> on the Agent's host: over a real Web, database, Git server and the sandbox over HTTPS, whole and broken.</summary>
public sealed class AgentDoctorTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("mycopod-agent-");
    private WebBench? web;
    private SandboxServer? sandbox;
    private Pairing? pairing;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WebBench Web => web ?? throw new InvalidOperationException("Not started.");

    private SandboxServer Cluster => sandbox ?? throw new InvalidOperationException("Not started.");

    private AgentConfiguration Configuration => new(state.FullName, Web.Database.Agent, new(Web.Git.Url, "agent", GitServer.ReadToken), Path.Combine(state.FullName, "pairing.json"));

    public async ValueTask InitializeAsync()
    {
        web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        await web.Get<MycoPod.Web.Declarations.DeclarationIndex>().RefreshAsync(Token);
        await web.RunAsOwnerAsync("SELECT runs.prepare_months(now(), 2)");
        web.Get<AgentLink>().TryConnect("1", new(LinkProtocol.Version, Guid.Empty, "0.1.0", "agent", ""));
        pairing = (await web.PairAsync()) with { WebUrl = web.Url };
        sandbox = await SandboxServer.StartAsync(Path.Combine(state.FullName, "sandbox"), speed: 20, Token);
        Give(Cluster.Agent);
    }

    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null) await sandbox.DisposeAsync();
        if (web is not null) await web.DisposeAsync();
        state.Delete(recursive: true);
    }

    [Fact]
    public async Task All_being_well_there_is_no_problem()
    {
        var report = await ExamineAsync();
        Assert.True(report.IsHealthy, report.ToString());
        Assert.All(
            (string[])["knows this Agent's token", "Web is of the same release", "Web sees the Agent connected", "Proxmox VE 8.4.1", "the token may read, and the branch main is there", "built-in planner", "The database is up to date"],
            text => Assert.Contains(report.Lines, l => l.Level == FindingLevel.Ok && l.Text.Contains(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(report.Lines, l => l.Level == FindingLevel.Warning && l.Subject is not ("disk" or "proxmox"));
    }

    [Fact]
    public async Task A_privilege_that_the_token_lacks_is_named_with_what_it_is_for()
    {
        Give(Cluster.Nobody);
        var report = await ExamineAsync();
        var line = Assert.Single(report.Lines, l => l is { Subject: "proxmox", Level: FindingLevel.Warning });
        Assert.Contains("create and delete guests (VM.Allocate on /vms)", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_wrong_a_certificate_that_is_another_and_a_node_that_is_away_are_problems()
    {
        Give(Cluster.Agent with { TokenSecret = "00000000-0000-4000-8000-000000000000" });
        var report = await ExamineAsync();
        AssertProblem(report, "proxmox", "401");
        Assert.DoesNotContain("00000000-0000-4000-8000-000000000000", report.ToString(), StringComparison.Ordinal);

        Give(Cluster.Agent with { TlsFingerprint = string.Join(':', Enumerable.Repeat("AA", 32)) });
        AssertProblem(await ExamineAsync(), "proxmox", "is not the one that the credentials pin");

        Give(Cluster.Agent);
        await Cluster.StopAsync(Token);
        report = await ExamineAsync();
        AssertProblem(report, "proxmox", "refused");
        AssertProblem(report, Cluster.BaseAddress.Authority, "refused");
    }

    [Fact]
    public async Task Before_there_are_credentials_that_is_a_warning()
    {
        File.Delete(Path.Combine(Configuration.CredentialsDirectory, "proxmox.json"));
        var report = await ExamineAsync();
        Assert.True(report.IsHealthy, report.ToString());
        Assert.Contains(report.Lines, l => l is { Subject: "proxmox", Level: FindingLevel.Warning });
    }

    [Fact]
    public async Task A_certificate_of_the_node_that_ends_and_clocks_that_differ_are_told()
    {
        var end = (await ServerLook.AtAsync(Cluster.BaseAddress, TimeProvider.System, Token)).CertificateEnd ?? throw new InvalidOperationException("No certificate.");
        var untilEnd = end - TimeProvider.System.GetUtcNow();
        var soon = await ExamineAsync(new ShiftedTime(untilEnd - TimeSpan.FromDays(10)));
        Assert.Contains(soon.Lines, l => l.Subject == Cluster.BaseAddress.Authority && l.Level == FindingLevel.Warning && l.Text.Contains("ends on", StringComparison.Ordinal));
        AssertProblem(soon, Cluster.BaseAddress.Authority, "behind this host's");
        AssertProblem(await ExamineAsync(new ShiftedTime(untilEnd + TimeSpan.FromDays(1))), Cluster.BaseAddress.Authority, "has ended on");
        AssertProblem(soon, "web server", "behind this host's");
        AssertProblem(soon, "database", "behind this host's");
    }

    [Fact]
    public async Task A_pairing_that_was_replaced_an_Agent_that_Web_does_not_see_and_a_Web_that_is_away_are_problems()
    {
        Web.Get<AgentLink>().Disconnect("1");
        AssertProblem(await ExamineAsync(), "web", "Web does not see the Agent connected.");
        await Web.PairAsync(replace: true);
        var report = await ExamineAsync();
        AssertProblem(report, "web", "does not know the token");
        Assert.DoesNotContain(pairing?.Token ?? "", report.ToString(), StringComparison.Ordinal);
        await Web.App.StopAsync(Token);
        AssertProblem(await ExamineAsync(), "web", "refused");
    }

    [Fact]
    public async Task A_database_and_a_repository_that_do_not_answer_are_problems_side_by_side()
    {
        var port = FreePort.Take();
        var configuration = Configuration with
        {
            Connection = new Npgsql.NpgsqlConnectionStringBuilder(Configuration.Connection) { Port = port, Password = "word-of-the-database" }.ConnectionString,
            Repository = Configuration.Repository with { Token = "wrong-token-9" },
        };
        var report = await ExamineAsync(configuration: configuration);
        AssertProblem(report, "database", "refused");
        AssertProblem(report, "repository", "does not accept");
        Assert.DoesNotContain("word-of-the-database", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token-9", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(report.Lines, l => l is { Subject: "proxmox", Level: FindingLevel.Ok });
    }

    [Fact]
    public async Task A_language_model_that_is_away_and_a_policy_that_cannot_be_used_are_problems()
    {
        Keep("language-model.json", $$"""{"provider":"ollama","model":"m","endpoint":"http://127.0.0.1:{{FreePort.Take()}}"}""");
        Keep("policy.yaml", "version: [");
        var report = await ExamineAsync();
        AssertProblem(report, "language model", "does not answer");
        AssertProblem(report, "policy", "");
    }

    [Fact]
    public async Task A_secret_that_others_may_read_is_told()
    {
        var file = Path.Combine(Configuration.CredentialsDirectory, "proxmox.json");
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead);
        AssertProblem(await ExamineAsync(), "files", file);
    }

    private void Give(SandboxCredentials credentials) => Keep("proxmox.json", JsonSerializer.Serialize(new { credentials.Endpoints, credentials.TokenId, credentials.TokenSecret, credentials.TlsFingerprint }, JsonSerializerOptions.Web));

    private void Keep(string name, string content) => new ProtectedDirectory(Configuration.CredentialsDirectory).Write(name, Encoding.UTF8.GetBytes(content));

    private async Task<DiagnosisReport> ExamineAsync(TimeProvider? time = null, AgentConfiguration? configuration = null)
    {
        using var doctor = new AgentDoctor(configuration ?? Configuration, pairing ?? throw new InvalidOperationException("Not paired."), time ?? TimeProvider.System);
        return await doctor.ExamineAsync(Token);
    }

    private static void AssertProblem(DiagnosisReport report, string subject, string text)
    {
        Assert.False(report.IsHealthy);
        Assert.True(report.Lines.Any(l => l.Subject == subject && l.Level == FindingLevel.Problem && l.Text.Contains(text, StringComparison.OrdinalIgnoreCase) && l.Advice is { Length: > 0 }), report.ToString());
    }
}
