using System.Net.Http.Json;
using System.Text.Json;
using MycoPod.Sandbox.Auth;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class HttpTests : SandboxTest
{
    [Theory]
    [InlineData("GET", "/nosuch")]
    [InlineData("POST", "/version")]
    public async Task An_unknown_path_or_method_is_not_implemented(string method, string path)
    {
        var answer = await Agent.SendAsync(new(method), path);

        Assert.Equal((501, $"Method '{method} {path}' not implemented"), (answer.Status, answer.Reason));
        Assert.Equal($"Method '{method} {path}' not implemented", answer.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_unknown_node_is_a_failed_name_lookup()
    {
        var answer = await Agent.GetAsync("/nodes/nosuchnode/qemu");

        Assert.Equal((500, "hostname lookup 'nosuchnode' failed - failed to get address info for: nosuchnode: Name or service not known"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Chunked_bodies_are_not_supported()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api2/json/nodes/pve1/lxc/101/config");
        request.Content = JsonContent.Create(new { cores = 2 });

        var answer = await Agent.SendAsync(request);

        Assert.Equal((501, "chunked transfer encoding not supported"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task A_body_on_delete_is_unexpected()
    {
        var answer = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve3/lxc/102", SandboxClient.Container(102));

        Assert.Equal((501, "Unexpected content for method 'DELETE'"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Answers_carry_the_servers_headers_and_errors_close_the_connection()
    {
        using var good = await Agent.Http.GetAsync("/api2/json/version", Token);
        using var bad = await Agent.Http.GetAsync("/api2/json/nosuch", Token);

        Assert.Equal("pve-api-daemon/3.0", good.Headers.Server.ToString());
        Assert.Equal("application/json;charset=UTF-8", good.Content.Headers.ContentType?.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(("max-age=0", "no-cache"), (good.Headers.CacheControl?.ToString(), good.Headers.Pragma.ToString()));
        Assert.Equal(good.Headers.Date, good.Content.Headers.Expires);
        Assert.NotEqual(true, good.Headers.ConnectionClose);
        Assert.True(bad.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_connection_serves_a_hundred_requests()
    {
        var closing = new List<int>();
        for (var number = 1; number <= 101; number++)
        {
            using var response = await Agent.Http.GetAsync("/api2/json/version", Token);
            if (response.Headers.ConnectionClose == true)
                closing.Add(number);
        }

        Assert.Equal([100], closing);
    }

    [Fact]
    public async Task Only_http_1_1_is_spoken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api2/json/version") { Version = new(2, 0) };

        using var response = await Agent.Http.SendAsync(request, Token);

        Assert.Equal(new Version(1, 1), response.Version);
    }

    [Fact]
    public async Task The_agents_credentials_file_is_all_that_a_client_needs()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(StateDirectory, "credentials.json"), Token);
        var credentials = JsonSerializer.Deserialize<SandboxCredentials>(file, JsonSerializerOptions.Web);

        Assert.NotNull(credentials);
        Assert.Equal([Server.BaseAddress.GetLeftPart(UriPartial.Authority)], credentials.Endpoints);
        Assert.Equal("mycopod@pve!agent", credentials.TokenId);
        Assert.Equal(Server.Fingerprint, credentials.TlsFingerprint);
        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", credentials.TlsFingerprint);
        using var client = new SandboxClient(Server, credentials);
        Assert.Equal("8.4.1", (await client.DataAsync("/version")).GetProperty("version").GetString());
    }

    [Fact]
    public void Everything_on_disk_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are a Unix matter");
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var files = Directory.GetFiles(StateDirectory);

        Assert.NotEmpty(files);
        Assert.All(files.Select(File.GetUnixFileMode), mode => Assert.Equal(owner, mode));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(StateDirectory));
    }
}
