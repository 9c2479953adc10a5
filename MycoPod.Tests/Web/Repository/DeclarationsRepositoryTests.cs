using System.Text;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Repository;

/// <summary>Commit and push against a real repository over HTTP.</summary>
public sealed class DeclarationsRepositoryTests : IAsyncLifetime
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("mycopod-repo-");
    private readonly RememberedCommits own = new();
    private GitServer? server;

    private GitServer Git => server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => server = await GitServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        state.Delete(recursive: true);
    }

    [Fact]
    public async Task An_empty_repository_gets_a_first_commit_and_a_folder_is_one_commit()
    {
        using var repository = Open();
        var outcome = await repository.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        using var clone = await Git.CloneAsync();
        Assert.Equal(outcome.Commit, (await clone.GitAsync("rev-parse", "HEAD")).Trim());
        Assert.Equal("2", (await clone.GitAsync("rev-list", "--count", "HEAD")).Trim());
        Assert.Equal("ben <ben@example.org> MycoPod", (await clone.GitAsync("log", "-1", "--format=%an <%ae> %cn")).Trim());
        Assert.Equal("text of one", await clone.GitAsync("show", "HEAD:declarations/2026/one/declaration.md"));
    }

    [Fact]
    public async Task When_someone_else_pushed_in_between_the_change_is_decided_again_on_what_is_there()
    {
        using var repository = Open();
        await repository.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        using var clone = await Git.CloneAsync();
        var decisions = 0;
        var outcome = await repository.ChangeAsync(
            (_, _) =>
            {
                if (++decisions == 1) PushByHand(clone);
                return Decision.Make(Change("two"));
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(2, decisions);
        await clone.GitAsync("pull", "--quiet");
        Assert.Equal(outcome.Commit, (await clone.GitAsync("rev-parse", "HEAD")).Trim());
        Assert.True(File.Exists(Path.Combine(clone.Folder, "by-hand.txt")));
    }

    [Fact]
    public async Task An_unreachable_repository_is_told_and_the_next_try_succeeds()
    {
        using var repository = Open();
        await repository.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        await Git.StopAsync();
        var failed = await repository.ChangeAsync((_, _) => Decision.Make(Change("two")), TestContext.Current.CancellationToken);
        Assert.StartsWith("The declarations repository cannot be reached", failed.Problem, StringComparison.Ordinal);

        await Git.ServeAsync();
        Assert.NotNull((await repository.ChangeAsync((_, _) => Decision.Make(Change("two")), TestContext.Current.CancellationToken)).Commit);
    }

    [Fact]
    public async Task A_commit_that_arrived_is_made_even_where_the_answer_is_lost()
    {
        using (var first = Open()) await first.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        await using var proxy = await LossyProxy.StartAsync(Git.Url);
        using var repository = Open(folder: "lossy", url: proxy.Url);
        var outcome = await repository.ChangeAsync((_, _) => Decision.Make(Change("two")), TestContext.Current.CancellationToken);
        Assert.Equal(1, proxy.Lost);
        using var clone = await Git.CloneAsync();
        Assert.Equal((await clone.GitAsync("rev-parse", "HEAD")).Trim(), outcome.Commit);
    }

    [Fact]
    public async Task A_token_that_may_not_push_changes_nothing_here_or_there()
    {
        using (var owner = Open()) await owner.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        using var reader = Open("agent", GitServer.ReadToken, "reader");
        var head = await reader.ReadAsync(view => view.Head, TestContext.Current.CancellationToken);
        Assert.NotNull((await reader.ChangeAsync((_, _) => Decision.Make(Change("two")), TestContext.Current.CancellationToken)).Problem);
        Assert.Equal(head, await reader.ReadAsync(view => view.Head, TestContext.Current.CancellationToken));
        Assert.Equal(head, (await Command.RunAsync("git", "-C", Path.Combine(state.FullName, "reader", "repository"), "rev-parse", "refs/heads/main")).Trim());
    }

    [Fact]
    public async Task A_wrong_token_is_named_as_what_it_is()
    {
        using var repository = Open("mycopod", "wrong");
        var outcome = await repository.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        Assert.Contains("repository.token", outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_commit_of_each_folder_tells_whether_Web_made_it_whatever_name_it_carries()
    {
        using var repository = Open();
        var first = await repository.ChangeAsync((_, _) => Decision.Make(Change("one")), TestContext.Current.CancellationToken);
        await repository.ChangeAsync((_, _) => Decision.Make(Change("two")), TestContext.Current.CancellationToken);
        using var clone = await Git.CloneAsync();
        clone.Write("declarations/2026/two/plan.json", [1]);
        await clone.GitAsync("config", "user.name", "MycoPod");
        await clone.GitAsync("config", "user.email", Clone.CommitterEmail);
        await clone.GitAsync("add", "--all");
        await clone.GitAsync("commit", "--quiet", "--message", "Commit: two");
        await clone.GitAsync("push", "--quiet", "origin", "HEAD:main");
        var byHand = (await clone.GitAsync("rev-parse", "HEAD")).Trim();

        var found = await repository.ReadAsync(view => view.Read([.. view.Folders().Trees.Keys]), TestContext.Current.CancellationToken);
        Assert.Equal(
            [("declarations/2026/one", first.Commit ?? "", true), ("declarations/2026/two", byHand, false)],
            found.OrderBy(f => f.Folder, StringComparer.Ordinal).Select(f => (f.Folder, f.Commit, f.IsByMycoPod)));
    }

    private static FolderChange Change(string name) => new(
        $"declarations/2026/{name}",
        new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["declaration.md"] = Encoding.UTF8.GetBytes($"text of {name}") },
        $"Commit: {name}",
        new("ben", "ben@example.org"));

    private static void PushByHand(GitWorkTree clone)
    {
        clone.Write("by-hand.txt", [1]);
        clone.PushAsync("By hand").GetAwaiter().GetResult();
    }

    private DeclarationsRepository Open(string username = "mycopod", string token = GitServer.PushToken, string folder = "web", Uri? url = null) => new(
        new("http://127.0.0.1", new("http://127.0.0.1"), Path.Combine(state.FullName, folder), "", null, new(url ?? new(Git.Url), username, token)), own, TimeProvider.System);

    private sealed class RememberedCommits : IOwnCommits
    {
        private readonly HashSet<string> known = new(StringComparer.Ordinal);

        public void Add(string id) => known.Add(id);

        public bool Contains(string id) => known.Contains(id);
    }
}
