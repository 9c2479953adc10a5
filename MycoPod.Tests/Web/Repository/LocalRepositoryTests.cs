using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MycoPod.Core.Certificates;
using MycoPod.Core.Runs;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Repository;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;
using MycoPod.Web.Repository;
using MycoPod.Web.Repository.Serving;

namespace MycoPod.Tests.Web.Repository;

/// <summary>A declarations repository on Web's own host, which Web writes through the path and serves for reading.</summary>
public sealed class LocalRepositoryTests(PostgresServer postgres) : IDisposable
{
    private const string ReadToken = "read-token-of-the-agent";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-local-");
    private readonly CertificateFiles files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Bare => Path.Combine(folder.FullName, "declarations.git");

    [Fact]
    public async Task What_an_author_submits_and_an_Admin_approves_is_seen_by_the_Agent_over_HTTPS()
    {
        await using var web = await StartAsync(isSecure: true);
        var pairing = await web.PairAsync(pin: KeyPin.Of(files.Read())) with { WebUrl = web.Url };
        var builder = Host.CreateApplicationBuilder().AddAgent(Configure(web), pairing);
        builder.Logging.ClearProviders();
        using var agent = builder.Build();
        var author = await web.AddPersonAsync("ben", "User");
        var admin = await web.AddPersonAsync("admin", "Admin");
        var submitted = await Authoring.SubmitAsync(web, author);
        Assert.Equal(0, await agent.Services.GetRequiredService<RepositoryPass>().RunAsync(Token));
        Assert.Null((await Authoring.ApproveAsync(web, admin, submitted)).Problem);
        var queued = await agent.Services.GetRequiredService<RepositoryPass>().RunAsync(Token);
        await using var runs = web.Database.OpenRuns();
        var run = await runs.Runs.SingleAsync(Token);
        Assert.Equal((1, RunStatus.Queued, null, "admin", submitted.Row.Folder), (queued, run.Status, run.Reason, run.Approver, run.Folder));
    }

    [Fact]
    public async Task The_Agent_reads_with_the_token_and_not_with_another()
    {
        await using var web = await StartAsync();
        var author = await web.AddPersonAsync("ben", "User");
        var submitted = await Authoring.SubmitAsync(web, author);
        var head = Clone(web, ReadToken).Fetch();
        Assert.NotNull(head);
        Assert.Contains(Clone(web, ReadToken).ReadTouched(since: null, head.Commit), f => f.Folder == submitted.Row.Folder);
        Assert.Contains("refused", Assert.Throws<MycoPod.Reconciler.Repository.RepositoryException>(() => Clone(web, "another-token").Fetch()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Git_itself_clones_and_fetches_in_every_version_of_its_protocol(string version)
    {
        await using var web = await StartAsync();
        await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", "User"));
        var clone = Path.Combine(folder.FullName, "clone");
        await Command.RunAsync("git", "-c", $"protocol.version={version}", "clone", "--quiet", AddressFor(web, ReadToken), clone);
        Assert.True(Directory.Exists(Path.Combine(clone, "declarations")));
        await Authoring.SubmitAsync(web, await web.AddPersonAsync("eva", "User"));
        await Command.RunAsync("git", "-C", clone, "-c", $"protocol.version={version}", "pull", "--quiet");
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(clone, "declarations"), "*", SearchOption.AllDirectories).Count(d => File.Exists(Path.Combine(d, "declaration.md"))));
        await Command.RunAsync("git", "clone", "--quiet", "--depth=1", AddressFor(web, ReadToken), Path.Combine(folder.FullName, "shallow"));
        await Command.RunAsync("git", "-C", Bare, "fsck", "--strict");
    }

    [Fact]
    public async Task A_push_is_refused_with_words_and_changes_nothing()
    {
        await using var web = await StartAsync();
        await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", "User"));
        var clone = Path.Combine(folder.FullName, "clone");
        await Command.RunAsync("git", "clone", "--quiet", AddressFor(web, ReadToken), clone);
        var before = await Command.RunAsync("git", "-C", Bare, "rev-parse", "main");
        await Command.RunAsync("git", "-C", clone, "-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--allow-empty", "-m", "More");
        var said = await Command.RunAsync("sh", "-c", $"git -C '{clone}' push 2>&1 && exit 1 || true");
        Assert.Contains("403", said, StringComparison.Ordinal);
        Assert.Contains("for reading only", said, StringComparison.Ordinal);
        Assert.Equal(before, await Command.RunAsync("git", "-C", Bare, "rev-parse", "main"));
    }

    [Theory]
    [InlineData("GET", "info/refs?service=git-upload-pack", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "info/refs?service=git-upload-pack", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "git-upload-pack", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "git-receive-pack", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "git-receive-pack", ReadToken, HttpStatusCode.Forbidden)]
    [InlineData("GET", "info/refs?service=git-receive-pack", ReadToken, HttpStatusCode.Forbidden)]
    [InlineData("GET", "info/refs", ReadToken, HttpStatusCode.BadRequest)]
    [InlineData("GET", "objects/info/packs", ReadToken, HttpStatusCode.NotFound)]
    public async Task Nothing_but_a_fetch_with_the_token_gets_anything(string method, string path, string? token, HttpStatusCode expected)
    {
        await using var web = await StartAsync();
        using var answer = await AskAsync(web, method, path, token);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task A_small_request_that_unpacks_into_too_much_is_refused()
    {
        await using var web = await StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(new byte[40 << 20], Token);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await AskAsync(web, "POST", "git-upload-pack", ReadToken, content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Where_the_repository_is_elsewhere_nothing_is_served()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(Token);
        using var answer = await AskAsync(web, "GET", "info/refs?service=git-upload-pack", ReadToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_somebody_pushed_on_the_host_is_kept_and_a_lost_folder_is_said()
    {
        await using var web = await StartAsync();
        var repository = web.Get<DeclarationsRepository>();
        await repository.ReadAsync(view => view.Head, Token);
        var clone = Path.Combine(folder.FullName, "clone");
        await Command.RunAsync("git", "clone", "--quiet", Bare, clone);
        await Command.RunAsync("git", "-C", clone, "-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--allow-empty", "-m", "More");
        await Command.RunAsync("git", "-C", clone, "push", "--quiet");
        await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", "User"));
        Assert.Contains("More", await Command.RunAsync("git", "-C", Bare, "log", "--format=%s", "main"), StringComparison.Ordinal);

        Directory.Move(Bare, $"{Bare}.away");
        var outcome = await repository.ChangeAsync((_, _) => throw new InvalidOperationException("Nothing can be decided."), Token);
        Assert.Contains("Nothing is lost", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_on_what_was_overtaken_is_told_and_not_forced()
    {
        await using var web = await StartAsync();
        using var one = OpenClone(web, "one");
        using var other = OpenClone(web, "other");
        await web.Get<DeclarationsRepository>().ReadAsync(view => view.Head, Token);
        one.Fetch();
        other.Fetch();
        var late = one.Commit(FirstCommit.Change with { Message = "Late" });
        other.Push(other.Commit(FirstCommit.Change with { Message = "First" }));
        Assert.Throws<LibGit2Sharp.NonFastForwardException>(() => one.Push(late));
        Assert.EndsWith("First\n", await Command.RunAsync("git", "-C", Bare, "log", "-1", "--format=%s", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_is_made_once_and_nothing_else_is_overwritten()
    {
        Assert.True(LocalRepository.Init(Bare));
        Assert.False(LocalRepository.Init(Bare));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Bare));
        Assert.StartsWith("ref: refs/heads/main", File.ReadAllText(Path.Combine(Bare, "HEAD")), StringComparison.Ordinal);
        var taken = Path.Combine(folder.FullName, "taken");
        Directory.CreateDirectory(taken);
        Assert.Throws<IOException>(() => LocalRepository.Init(taken));
    }

    public void Dispose()
    {
        files.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<WebBench> StartAsync(bool isSecure = false)
    {
        LocalRepository.Init(Bare);
        var web = await WebBench.CreateAsync(postgres, change: s => s with
        {
            Urls = isSecure ? "https://127.0.0.1:0" : s.Urls,
            PublicUrl = isSecure ? new("https://mycopod.lan") : s.PublicUrl,
            Tls = isSecure ? files.Settings : null,
            Repository = new RepositorySettings(new($"file://{Bare}"), "", "") { Local = Bare, ReadToken = ReadToken },
        });
        await web.App.StartAsync(Token);
        return web;
    }

    private static string AddressFor(WebBench web, string token) => $"http://anyone:{token}@127.0.0.1:{web.Url.Port}{GitEndpoints.Path}";

    private MycoPod.Web.Repository.Clone OpenClone(WebBench web, string name) =>
        MycoPod.Web.Repository.Clone.Open(Path.Combine(folder.FullName, name), web.Get<WebSettings>().Repository, web.Get<IOwnCommits>(), TimeProvider.System);

    private DeclarationsClone Clone(WebBench web, string token) => new(Path.Combine(folder.FullName, "agent.git"), new(new Uri(web.Url, GitEndpoints.Path).AbsoluteUri, "agent", token));

    private AgentConfiguration Configure(WebBench web) =>
        new(Path.Combine(folder.FullName, "agent"), web.Database.Agent, new(new Uri(web.Url, GitEndpoints.Path).AbsoluteUri, "agent", ReadToken), "");

    private static async Task<HttpResponseMessage> AskAsync(WebBench web, string method, string path, string? token, HttpContent? content = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(web.Url, $"{GitEndpoints.Path}/{path}")) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"agent:{token}")));
        return await client.SendAsync(request, Token);
    }
}
