using System.Text.Json;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>Asks a sandbox as a plain HTTP client would, without any code of the product.</summary>
internal sealed class SandboxClient(SandboxServer server, SandboxCredentials? credentials) : IDisposable
{
    public const string Template = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public HttpClient Http { get; } = server.CreateClient(credentials);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Dictionary<string, string> Container(long vmid, params (string Name, string Value)[] more)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["vmid"] = $"{vmid}",
            ["hostname"] = $"ct{vmid}",
            ["ostemplate"] = Template,
            ["rootfs"] = "local-lvm:8",
            ["memory"] = "256",
            ["net0"] = "name=eth0,bridge=vmbr0,ip=dhcp",
            ["unprivileged"] = "1",
        };
        foreach (var (name, value) in more)
            form[name] = value;
        return form;
    }

    public async Task<SandboxAnswer> SendAsync(HttpMethod method, string path, IReadOnlyDictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(method, "/api2/json" + path);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        return await SendAsync(request);
    }

    public async Task<SandboxAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, Token);
        return new((int)response.StatusCode, response.ReasonPhrase ?? "", await response.Content.ReadAsStringAsync(Token));
    }

    public Task<SandboxAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<JsonElement> DataAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.Status == 200, $"GET {path}: {answer.Status} {answer.Reason}");
        return answer.Data;
    }

    public Task<SandboxAnswer> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, path, form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));

    public Task<SandboxAnswer> CreateAsync(string node, long vmid, params (string Name, string Value)[] more) =>
        SendAsync(HttpMethod.Post, $"/nodes/{node}/lxc", Container(vmid, more));

    /// <summary>Sends a request that starts a task, and waits until the task has ended.</summary>
    public async Task<JsonElement> RunAsync(Task<SandboxAnswer> request)
    {
        var answer = await request;
        Assert.True(answer.Status == 200, $"{answer.Status} {answer.Reason}");
        return await EndOfTaskAsync(answer.Upid);
    }

    public async Task<JsonElement> EndOfTaskAsync(string upid)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await DataAsync(TaskPath(upid) + "/status");
            if (status.GetProperty("status").GetString() == "stopped")
                return status;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"{upid} does not end");
            await Task.Delay(PollInterval, TimeProvider.System, Token);
        }
    }

    public async Task<string[]> LogAsync(string upid)
    {
        var lines = await DataAsync(TaskPath(upid) + "/log");
        return [.. lines.EnumerateArray().Select(line => line.GetProperty("t").GetString() ?? "")];
    }

    public async Task SetFaultAsync(string fault)
    {
        using var content = new StringContent(fault);
        using var response = await Http.PostAsync("/sandbox/faults", content, Token);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {response.ReasonPhrase}");
    }

    public async Task ClearFaultsAsync()
    {
        using var response = await Http.DeleteAsync("/sandbox/faults", Token);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {response.ReasonPhrase}");
    }

    public static string TaskPath(string upid) => $"/nodes/{upid.Split(':')[1]}/tasks/{Uri.EscapeDataString(upid)}";

    public void Dispose() => Http.Dispose();
}
