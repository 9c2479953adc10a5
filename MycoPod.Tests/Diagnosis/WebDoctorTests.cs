using MycoPod.Core.Diagnosis;
using MycoPod.Core.Link;
using MycoPod.Core.Repository;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Web.Approvals;
using MycoPod.Web.Configuration;
using MycoPod.Web.Declarations;
using MycoPod.Web.Diagnosis;
using MycoPod.Web.Link;
using MycoPod.Web.Mail;

namespace MycoPod.Tests.Diagnosis;

/// <summary><c>mycopod doctor</c> on the host of Web: over a real Web, database, Git server and mail server, whole and broken.</summary>
public sealed class WebDoctorTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_being_well_there_is_no_problem_and_no_warning()
    {
        await using var web = await StartAsync();
        await using var mail = MailServer.Start();
        var settings = Settings(web) with { Mail = mail.Settings };
        var report = await ExamineAsync(settings, TimeSpan.Zero, Trusting(mail, mail.Settings));
        Assert.True(report.Lines.All(l => l.Level == FindingLevel.Ok || l.Subject == "disk" || (l.Subject == "mail" && l.Text.Contains("certificate", StringComparison.Ordinal))), report.ToString());
        Assert.Contains(report.Lines, l => l.Text == "The Agent is connected.");
        Assert.Contains(report.Lines, l => l.Text.Contains("the token may push, and the branch main is there", StringComparison.Ordinal));
        Assert.Equal(0, mail.Waiting);
    }

    [Fact]
    public async Task A_database_that_is_away_is_one_problem_among_lines_that_are_well()
    {
        await using var web = await StartAsync();
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(web.Database.Web) { Port = FreePort.Take(), Password = "word-of-the-database" }.ConnectionString;
        var report = await ExamineAsync(Settings(web) with { Connection = connection });
        AssertProblem(report, "database", "refused", "systemctl status postgresql");
        Assert.Contains(report.Lines, l => l is { Subject: "repository", Level: FindingLevel.Ok });
        Assert.DoesNotContain("word-of-the-database", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_tables_is_to_be_migrated()
    {
        await using var web = await StartAsync();
        var report = await ExamineAsync(Settings(web) with { Connection = await postgres.CreateEmptyDatabaseAsync() });
        AssertProblem(report, "database", "migrations are not applied", "mycopod migrate");
    }

    [Fact]
    public async Task A_token_that_is_wrong_and_one_that_may_only_read_are_told_apart_from_a_server_that_is_away()
    {
        await using var web = await StartAsync();
        var good = Settings(web);
        foreach (var (user, token) in (ValueTuple<string, string>[])[("mycopod", "wrong-token-9"), ("agent", GitServer.ReadToken)])
        {
            var report = await ExamineAsync(good with { Repository = good.Repository with { Username = user, Token = token } });
            AssertProblem(report, "repository", "does not accept", "Make a token there that may push");
            Assert.DoesNotContain(token, report.ToString(), StringComparison.Ordinal);
        }

        await web.Git.StopAsync();
        AssertProblem(await ExamineAsync(good), "repository", "refused", "curl -I");
    }

    [Fact]
    public async Task A_repository_in_a_folder_of_this_host_is_looked_at_there()
    {
        await using var web = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("mycopod-bare-").FullName;
        var settings = Settings(web) with { Repository = new(new Uri($"file://{folder}"), "", "") };
        AssertProblem(await ExamineAsync(settings), "repository", folder, "repository.local");
        await Command.RunAsync("git", "init", "--bare", "--quiet", "--initial-branch=main", folder);
        Assert.Contains((await ExamineAsync(settings)).Lines, l => l is { Subject: "repository", Level: FindingLevel.Warning });
        using (var clone = await web.Git.CloneAsync()) await Command.RunAsync("git", "-C", clone.Folder, "push", "--quiet", folder, "main");
        Assert.Contains((await ExamineAsync(settings)).Lines, l => l is { Subject: "repository", Level: FindingLevel.Ok });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_certificate_that_is_not_believed_or_ends_soon_is_told()
    {
        await using var web = await StartAsync();
        await using var tls = new TlsFront(new Uri(web.Git.Url).Port);
        var url = new Uri($"https://localhost:{tls.Port}/declarations.git");
        var settings = Settings(web) with { Repository = new(url, "mycopod", GitServer.PushToken) };
        Assert.Contains((await ExamineAsync(settings)).Lines, l => l is { Subject: "repository", Level: FindingLevel.Problem });

        settings = settings with { Repository = settings.Repository with { Trust = RepositoryTrust.Read(tls.Fingerprint, caFile: null) } };
        var report = await ExamineAsync(settings);
        Assert.Contains(report.Lines, l => l is { Subject: "repository", Level: FindingLevel.Ok });
        Assert.Contains(report.Lines, l => l is { Subject: "repository server", Level: FindingLevel.Warning } && l.Text.Contains("ends on", StringComparison.Ordinal));
        AssertProblem(await ExamineAsync(settings, TimeSpan.FromDays(60)), "repository server", "has ended on", "Renew");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_noticed_against_the_database_and_the_Git_server()
    {
        await using var web = await StartAsync();
        var report = await ExamineAsync(Settings(web), TimeSpan.FromSeconds(20));
        Assert.Contains(report.Lines, l => l is { Subject: "database", Level: FindingLevel.Warning } && l.Text.Contains("behind this host's", StringComparison.Ordinal));
        Assert.Contains(report.Lines, l => l is { Subject: "repository server", Level: FindingLevel.Warning } && l.Text.Contains("behind this host's", StringComparison.Ordinal));
        AssertProblem(await ExamineAsync(Settings(web), TimeSpan.FromMinutes(-3)), "database", "ahead of this host's", "timedatectl");
    }

    [Fact]
    public async Task Without_the_Agent_and_without_Web_it_says_which_is_missing()
    {
        await using var web = await StartAsync();
        web.Get<AgentLink>().Disconnect("1");
        var settings = Settings(web);
        AssertProblem(await ExamineAsync(settings), "web", "The Agent is not connected.", "systemctl status mycopod-agent");
        await web.App.StopAsync(Token);
        AssertProblem(await ExamineAsync(settings), "web", "refused", "systemctl status mycopod-web");
    }

    [Fact]
    public async Task A_mail_server_that_refuses_the_log_in_or_is_away_is_told_without_the_password()
    {
        await using var web = await StartAsync();
        await using var mail = MailServer.Start();
        foreach (var wrong in (MailSettings[])[mail.Settings with { Password = "hidden but wrong" }, mail.Settings with { Port = FreePort.Take() }])
        {
            var report = await ExamineAsync(Settings(web) with { Mail = wrong }, TimeSpan.Zero, Trusting(mail, wrong));
            Assert.Contains(report.Lines, l => l is { Subject: "mail", Level: FindingLevel.Problem });
            Assert.DoesNotContain("hidden", report.ToString(), StringComparison.Ordinal);
        }

        var unbelieved = await ExamineAsync(Settings(web) with { Mail = mail.Settings });
        Assert.Contains(unbelieved.Lines, l => l is { Subject: "mail", Level: FindingLevel.Problem });
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_told()
    {
        await using var web = await StartAsync();
        var key = Path.Combine(web.Get<WebSettings>().StateDirectory, ApprovalKeyFile.Name);
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.OtherRead);
        AssertProblem(await ExamineAsync(Settings(web)), "files", key, "chmod 0600");
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        await web.Get<DeclarationIndex>().RefreshAsync(Token);
        web.Get<AgentLink>().TryConnect("1", new(LinkProtocol.Version, Guid.Empty, "0.1.0", "agent", ""));
        using var key = ApprovalKeyFile.Open(web.Get<WebSettings>().StateDirectory);
        await web.RunAsOwnerAsync("SELECT runs.prepare_months(now(), 2)");
        return web;
    }

    private static WebSettings Settings(WebBench web) => web.Get<WebSettings>() with { Urls = web.Url.AbsoluteUri, PublicUrl = web.Url };

    private static SmtpDispatch Trusting(MailServer server, MailSettings settings) =>
        new(settings, TimeProvider.System, (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint);

    private static Task<DiagnosisReport> ExamineAsync(WebSettings settings, TimeSpan ahead = default, SmtpDispatch? mail = null)
    {
        var doctor = new WebDoctor(settings, ahead == default ? TimeProvider.System : new ShiftedTime(ahead));
        return (mail is null ? doctor : new WebDoctor(settings, TimeProvider.System) { Mail = mail }).ExamineAsync(Token);
    }

    private static void AssertProblem(DiagnosisReport report, string subject, string text, string advice)
    {
        Assert.False(report.IsHealthy);
        Assert.True(
            report.Lines.Any(l => l.Subject == subject && l.Level == FindingLevel.Problem && l.Text.Contains(text, StringComparison.OrdinalIgnoreCase) && l.Advice?.Contains(advice, StringComparison.Ordinal) == true),
            report.ToString());
    }
}
