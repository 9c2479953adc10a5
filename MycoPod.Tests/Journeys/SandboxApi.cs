using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace MycoPod.Tests.Journeys;

/// <summary>Asks the running sandbox cluster over its API, as root, without any code of the product.</summary>
internal sealed class SandboxApi : IDisposable
{
    public static readonly SandboxApi None = new(new HttpClient(), "");
    private readonly HttpClient http;
    private readonly string folder;

    public SandboxApi(string folder)
        : this(Connect(folder), folder)
    {
    }

    private SandboxApi(HttpClient http, string folder)
    {
        this.http = http;
        this.folder = folder;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Containers of that name on every node: number and status of each.</summary>
    public async Task<IReadOnlyList<(int Vmid, string Status)>> FindGuestsAsync(string name)
    {
        List<(int, string)> found = [];
        foreach (var node in (string[])["pve1", "pve2", "pve3"])
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(new Uri($"/api2/json/nodes/{node}/lxc", UriKind.Relative), Token);
            found.AddRange(answer.GetProperty("data").EnumerateArray()
                .Where(g => g.TryGetProperty("name", out var n) && n.GetString() == name)
                .Select(g => (g.GetProperty("vmid").GetInt32(), g.GetProperty("status").GetString() ?? "")));
        }

        return found;
    }

    /// <summary>Makes a container past MycoPod, as an owner would on the node itself.</summary>
    public async Task CreateAsync(string node, int vmid, string name)
    {
        using var content = new FormUrlEncodedContent(
        [
            new("vmid", vmid.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("hostname", name),
            new("ostemplate", "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"),
            new("rootfs", "local-lvm:8"),
        ]);
        using var response = await http.PostAsync(new Uri($"/api2/json/nodes/{node}/lxc", UriKind.Relative), content, Token);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {response.ReasonPhrase}");
    }

    public async Task SetFaultAsync(string fault)
    {
        using var content = new StringContent(fault);
        using var response = await http.PostAsync(new Uri("/sandbox/faults", UriKind.Relative), content, Token);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {response.ReasonPhrase}");
    }

    /// <summary>Host names of the containers that the sandbox was asked to make and accepted, one for each request.</summary>
    public async Task<IReadOnlyList<string>> ReadCreatedAsync()
    {
        var log = Path.Combine(folder, "requests.jsonl");
        var lines = File.Exists(log) ? await File.ReadAllLinesAsync(log, Token) : [];
        return
        [
            .. lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l))
                .Where(l => l.GetProperty("method").GetString() == "POST" && l.GetProperty("path").GetString()?.EndsWith("/lxc", StringComparison.Ordinal) == true)
                .Where(l => l.GetProperty("upid").ValueKind == JsonValueKind.String)
                .Select(l => l.GetProperty("parameters").GetProperty("hostname").GetString() ?? ""),
        ];
    }

    public void Dispose() => http.Dispose();

    private static HttpClient Connect(string folder)
    {
        using var root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "root.json")));
        string Text(string name) => root.RootElement.GetProperty(name).GetString() ?? "";
        var fingerprint = Convert.FromHexString(Text("tlsFingerprint").Replace(":", "", StringComparison.Ordinal));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHash(HashAlgorithmName.SHA256).AsSpan().SequenceEqual(fingerprint) == true;
        var client = new HttpClient(handler) { BaseAddress = new(root.RootElement.GetProperty("endpoints")[0].GetString() ?? "") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={Text("tokenId")}={Text("tokenSecret")}");
        return client;
    }
}
