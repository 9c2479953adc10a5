using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Accounts;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Declarations;
using Npgsql;

namespace MycoPod.Tests.Web.Audit;

/// <summary>What is noted, how it is found again, and that nobody changes it.</summary>
public sealed class AuditTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE web.audit_entries SET actor = 'nobody'")]
    [InlineData("DELETE FROM web.audit_entries")]
    [InlineData("TRUNCATE web.audit_entries")]
    [InlineData("DROP TABLE web.audit_entries")]
    [InlineData("ALTER TABLE web.audit_entries DISABLE TRIGGER ALL")]
    public async Task Webs_own_database_role_only_adds_lines(string attempt)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.Get<AuditLog>().AddAsync(AuditKind.SignIn, "ada", "Logged in.", Token);
        await using var database = WebDatabase.Open(web.Database.Web);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.Database.ExecuteSqlRawAsync(attempt, Token));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal("ada", (await FindAsync(web, new())).Single().Actor);
    }

    [Fact]
    public async Task Logging_in_out_and_failing_say_who_and_from_where()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var browser = new FormBrowser(web.Url);
        await browser.LogInAsync("ada", "wrong");
        await browser.LogInAsync("ada", "correct horse battery");
        await browser.SubmitAsync(AccountPage.Path, new Dictionary<string, string> { ["form.Email"] = "ada@new.example", ["form.Current"] = "wrong" });
        await browser.SubmitAsync(AccountPage.Path, new Dictionary<string, string> { ["form.Email"] = "ada@new.example", ["form.Current"] = "correct horse battery" });

        var lines = await FindAsync(web, new());
        Assert.Equal([AuditKind.EmailChanged, AuditKind.PasswordRefused, AuditKind.SignIn, AuditKind.SignInFailed], lines.Select(e => e.Kind));
        Assert.All(lines, e => Assert.Equal(("ada", "127.0.0.1"), (e.Actor, e.Address)));
    }

    [Fact]
    public async Task Every_decision_about_a_declaration_is_noted_with_its_title_and_the_way_to_it()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var ada = await web.AddPersonAsync("ada", Roles.User);
        var eve = await web.AddPersonAsync("eve", Roles.Admin);
        var view = await web.SubmitAsync(ada);
        Assert.Null((await web.RejectAsync(eve, view)).Problem);
        view = await web.FindAsync(view.Row.Id);
        await web.EditAsync(ada, view, "Create a Debian container named web-2 and start it.");
        Assert.Null((await web.WithdrawAsync(ada, view)).Problem);
        var second = await web.SubmitAsync(ada);
        Assert.Null((await web.ApproveAsync(eve, second)).Problem);
        Assert.Null((await web.WithdrawAsync(ada, await web.SubmitAsync(ada))).Problem);

        AuditKind[] expected = [AuditKind.Commit, AuditKind.Rejection, AuditKind.Edit, AuditKind.Discard, AuditKind.Commit, AuditKind.Approval, AuditKind.Commit, AuditKind.Withdrawal];
        var lines = (await FindAsync(web, new())).Reverse().ToList();
        Assert.Equal(expected, lines.Select(e => e.Kind));
        Assert.Equal(["ada", "eve", "ada", "ada", "ada", "eve", "ada", "ada"], lines.Select(e => e.Actor));
        Assert.All(lines, e => Assert.Equal("One container", e.About));
        Assert.Equal($"/declarations/{new Core.Declarations.DeclarationId(view.Row.Id)}", lines[1].Link);
    }

    [Fact]
    public async Task Lines_are_found_by_person_word_kind_and_time_and_read_part_by_part()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var log = web.Get<AuditLog>();
        for (var i = 0; i < 5; i++) await log.AddAsync(AuditKind.SignIn, $"ada{i}", "Logged in.", Token);
        await log.AddAsync(new(AuditKind.Upload, "eve", "Set. 100% fine") { About = "Proxmox Credentials", Address = "192.0.2.7" }, Token);

        Assert.Equal(5, (await FindAsync(web, new(Text: "ADA"))).Count);
        Assert.Equal("192.0.2.7", Assert.Single(await FindAsync(web, new(Text: "credentials"))).Address);
        Assert.Single(await FindAsync(web, new(Text: "100%")));
        Assert.Empty(await FindAsync(web, new(Text: "1_0")));
        Assert.Empty(await FindAsync(web, new(Text: "\\")));
        Assert.Single(await FindAsync(web, new(Kind: AuditKind.Upload)));
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(6, (await FindAsync(web, new(From: now.AddHours(-1), Until: now.AddHours(1)))).Count);
        Assert.Empty(await FindAsync(web, new(From: now.AddHours(1))));
        Assert.Empty(await FindAsync(web, new(Until: now.AddHours(-1))));

        var first = await web.Get<AuditQuery>().FindAsync(new(), 4, Token);
        Assert.True(first.HasOlder);
        Assert.Equal(["eve", "ada4", "ada3", "ada2"], first.Entries.Select(e => e.Actor));
        var rest = await web.Get<AuditQuery>().FindAsync(new(Before: first.Entries[^1].Id), 4, Token);
        Assert.False(rest.HasOlder);
        Assert.Equal(["ada1", "ada0"], rest.Entries.Select(e => e.Actor));
    }

    [Fact]
    public async Task What_another_process_adds_is_told_here()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        await using var there = AccountServices.ForCommands(web.Get<WebSettings>());
        var log = web.Get<AuditLog>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Added += async (_, _) =>
        {
            // Each time that something is told, also once at the beginning, the page reads.
            if ((await FindAsync(web, new())).Count > 0) told.TrySetResult();
        };
        await there.GetRequiredService<AuditLog>().AddAsync(AuditKind.AccountAdded, "root (command line)", "Made an account.", Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Theory]
    [InlineData("/settings/audit")]
    [InlineData("/settings/configuration")]
    public async Task What_is_for_Admins_is_refused_to_a_User_by_its_address(string path)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var browser = new LogInBrowser(web, new CookieContainer());
        await browser.LogInAsync("ada");
        using var answer = await browser.Client.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Not allowed", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AuditEntry>> FindAsync(WebBench web, AuditFilter filter) => (await web.Get<AuditQuery>().FindAsync(filter, 100, Token)).Entries;
}
