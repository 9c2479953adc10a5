using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Proxmox.Schema;

namespace MycoPod.Tests.Proxmox;

/// <summary>The schema as a node publishes it.</summary>
public sealed class SchemaStoreTests : IDisposable
{
    private const string Document = "GET /pve-docs/api-viewer/apidoc.js";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-schema-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task It_is_fetched_once_for_each_version_and_kept()
    {
        var answers = Answers("8.4.1");
        await using var node = await StubNode.StartAsync(answers, Token);
        using var connection = new ProxmoxConnection(node.WithToken, TimeProvider.System);
        var client = new ProxmoxClient(connection, DiscardedExchanges.Instance);
        using var store = new SchemaStore(directory.FullName);
        Assert.NotNull((await store.GetAsync(client, Token)).Find("GET", "/version"));
        Assert.Same(await store.GetAsync(client, Token), await store.GetAsync(client, Token));
        using var restarted = new SchemaStore(directory.FullName);
        Assert.NotNull((await restarted.GetAsync(client, Token)).Find("GET", "/version"));
        Assert.Equal(1, Fetches(node));

        answers["GET /api2/json/version"] = Version("8.4.2");
        await store.GetAsync(client, Token);
        Assert.Equal(2, Fetches(node));
    }

    [Fact]
    public async Task A_file_that_was_damaged_is_fetched_anew()
    {
        await using var node = await StubNode.StartAsync(Answers("8.4.1"), Token);
        using var connection = new ProxmoxConnection(node.WithToken, TimeProvider.System);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "api-schema-8.4.1-abc_.js"), "const apiSchema = [", Token);
        using var store = new SchemaStore(directory.FullName);
        Assert.NotNull(await store.GetAsync(new(connection, DiscardedExchanges.Instance), Token));
        Assert.Equal(1, Fetches(node));
    }

    [Fact]
    public async Task A_node_that_publishes_none_or_nonsense_is_a_failure_and_leaves_nothing_behind()
    {
        var answers = Answers("8.4.1");
        await using var node = await StubNode.StartAsync(answers, Token);
        using var connection = new ProxmoxConnection(node.WithToken, TimeProvider.System);
        using var store = new SchemaStore(directory.FullName);
        answers[Document] = "<html>";
        await Assert.ThrowsAsync<FormatException>(() => store.GetAsync(new(connection, DiscardedExchanges.Instance), Token));
        answers.Remove(Document);
        await Assert.ThrowsAsync<ProxmoxException>(() => store.GetAsync(new(connection, DiscardedExchanges.Instance), Token));
        Assert.Empty(directory.EnumerateFiles());
    }

    private static int Fetches(StubNode node) => node.Received.Count(r => r.Request == Document);

    private static Dictionary<string, string> Answers(string version) => new()
    {
        ["GET /api2/json/version"] = Version(version),
        [Document] = """const apiSchema = [{"path":"/version","info":{"GET":{"permissions":{"user":"all"},"parameters":{"additionalProperties":0}}}}];""",
    };

    private static string Version(string version) => $$$"""{"data":{"version":"{{{version}}}","repoid":"abc/","release":"8.4"}}""";
}
