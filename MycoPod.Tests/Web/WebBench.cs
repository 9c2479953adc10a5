using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MycoPod.Core.Link;
using MycoPod.Core.Telemetry;
using MycoPod.Tests.Fixtures;
using MycoPod.Web;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Link;

namespace MycoPod.Tests.Web;

/// <summary>Web itself, over a real database and a real repository behind HTTP.</summary>
internal sealed class WebBench : IAsyncDisposable
{
    private readonly DirectoryInfo state;

    private WebBench(TestDatabase database, GitServer git, DirectoryInfo state, WebApplication app)
    {
        Database = database;
        Git = git;
        this.state = state;
        App = app;
    }

    public TestDatabase Database { get; }

    public GitServer Git { get; }

    public WebApplication App { get; }

    public Uri Url => new(App.Urls.First());

    public static async Task<WebBench> CreateAsync(PostgresServer postgres, MailSettings? mail = null, Action<WebApplicationBuilder>? customize = null, ApprovalSettings? approvals = null, string? webhookSecret = null, Func<string, string>? connection = null, TelemetrySettings? telemetry = null)
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var web = WebDatabase.Open(database.Owner)) await web.Database.MigrateAsync();
        var git = await GitServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("mycopod-web-");
        var settings = new WebSettings(
            "http://127.0.0.1:0", new Uri("http://127.0.0.1"), folder.FullName, connection?.Invoke(database.Web) ?? database.Web, null, new(new Uri(git.Url), "mycopod", GitServer.PushToken, WebhookSecret: webhookSecret), mail, approvals)
        {
            Telemetry = telemetry ?? TelemetrySettings.None,
        };
        return new(database, git, folder, WebApp.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            customize?.Invoke(builder);
        }));
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Makes an account; the principal claims to be an Admin, whatever the account is.</summary>
    public async Task<ClaimsPrincipal> AddPersonAsync(string name, string role)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<AccountDirectory>()
            .AddAsync(new(name, role, $"{name}@example.org"), "correct horse battery", TestContext.Current.CancellationToken);
        Assert.Empty(added.Problems);
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync(name) ?? throw new InvalidOperationException("No account.");
        var session = await Get<Sessions>().BeginAsync(account, hasShownCode: false, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("No session.");
        return new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(SessionKey.ClaimType, session.Id), new(ClaimTypes.Name, name), new(ClaimTypes.Role, Roles.Admin)], "test"));
    }

    /// <summary>Web once more over the same database and state directory, as after a restart.</summary>
    public async Task<WebApplication> StartAgainAsync(Action<WebApplicationBuilder>? customize = null)
    {
        var again = WebApp.Build(Get<WebSettings>(), builder =>
        {
            builder.Logging.ClearProviders();
            customize?.Invoke(builder);
        });
        await again.StartAsync(TestContext.Current.CancellationToken);
        return again;
    }

    /// <summary>Runs SQL as the owner of the database.</summary>
    public async Task RunAsOwnerAsync(string sql)
    {
        await using var owner = WebDatabase.Open(Database.Owner);
        await owner.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Pairs an Agent as <c>mycopod agent pair</c> does.</summary>
    public async Task<Pairing> PairAsync(bool replace = false)
    {
        var file = Path.Combine(state.FullName, "pairing.json");
        using var key = ApprovalKeyFile.Open(state.FullName);
        await using var database = WebDatabase.Open(Database.Web);
        var outcome = await new AgentPairing(database, key, new Uri("http://127.0.0.1"), TimeProvider.System).PairAsync(file, replace, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone, outcome.Text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        return System.Text.Json.JsonSerializer.Deserialize<Pairing>(await File.ReadAllTextAsync(file), System.Text.Json.JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("The pairing file is empty.");
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await Git.DisposeAsync();
        state.Delete(recursive: true);
    }
}
