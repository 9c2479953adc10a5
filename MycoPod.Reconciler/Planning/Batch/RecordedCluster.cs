using System.Net;
using System.Text;
using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Planning.Batch;

/// <summary>A cluster whose recorded answers a file holds: <c>{"responses": {"GET /path": {"data": …}}}</c>. The real client reads it.</summary>
internal sealed class RecordedCluster : IDisposable
{
    private readonly Answers answers;
    private readonly RecordedAccess access;

    private RecordedCluster(JsonElement responses)
    {
        answers = new(responses);
        access = new(answers);
    }

    public ProxmoxClient Client => access.Client;

    /// <summary>The inventory as the real reader sees it. What the caller may do is not recorded and so not judged.</summary>
    public InventorySnapshot? Inventory { get; private set; }

    /// <exception cref="FormatException">The file holds no recorded answers.</exception>
    public static async Task<RecordedCluster> OpenAsync(string file, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
        if (!document.RootElement.TryGetProperty("responses", out var responses)) throw new FormatException($"{file} holds no \"responses\".");
        var cluster = new RecordedCluster(responses.Clone());
        var inventory = await new InventoryReader(cluster.Client, TimeProvider.System).ReadAsync(cancellationToken);
        cluster.Inventory = inventory with { Permissions = null, TakenAt = DateTimeOffset.UnixEpoch };
        return cluster;
    }

    public void Dispose()
    {
        access.Dispose();
        answers.Dispose();
    }

    private sealed class Answers(JsonElement responses) : HttpMessageHandler
    {
        private const string Api = "/api2/json";
        private const string EverythingToSee = """{"data":{"/":{"VM.Audit":1,"Sys.Audit":1,"Datastore.Audit":1,"SDN.Audit":1,"Pool.Audit":1}}}""";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri?.PathAndQuery ?? "";
            if (path.StartsWith(Api, StringComparison.Ordinal)) path = path[Api.Length..];
            if (responses.TryGetProperty($"{request.Method} {path}", out var recorded)) return Task.FromResult(Answer(HttpStatusCode.OK, recorded.GetRawText()));
            return Task.FromResult(path == "/access/permissions" ? Answer(HttpStatusCode.OK, EverythingToSee) : Answer(HttpStatusCode.NotFound, """{"data":null}"""));
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
            new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
