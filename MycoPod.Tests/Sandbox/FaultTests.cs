using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class FaultTests : SandboxTest
{
    [Theory]
    [InlineData("drop-before", false)]
    [InlineData("drop-after", true)]
    public async Task A_dropped_request_ends_without_an_answer(string kind, bool isExecuted)
    {
        await Root.SetFaultAsync($$"""{"method":"POST","path":"/nodes/{node}/lxc","kind":"{{kind}}"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => Agent.CreateAsync("pve1", 200));

        Assert.Equal(isExecuted, await ExistsAsync(200));
        Assert.Equal(isExecuted ? 200 : 0, (await RequestsAsync()).Single().GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("status", false)]
    [InlineData("status-after", true)]
    public async Task A_status_fault_answers_as_a_proxying_node_that_lost_patience(string kind, bool isExecuted)
    {
        await Root.SetFaultAsync($$"""{"method":"POST","path":"/nodes/pve1/lxc","kind":"{{kind}}","status":596,"message":"Connection timed out"}""");

        var answer = await Agent.CreateAsync("pve1", 200);

        Assert.Equal((596, "Connection timed out", ""), (answer.Status, answer.Reason, answer.Body));
        Assert.Equal(isExecuted, await ExistsAsync(200));
    }

    [Fact]
    public async Task A_delayed_answer_comes_after_the_request_was_executed()
    {
        await Root.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc","kind":"delay-after","seconds":1.5}""");
        var start = TimeProvider.System.GetTimestamp();
        var request = Agent.CreateAsync("pve1", 200);
        while (!await ExistsAsync(200))
            Assert.False(request.IsCompleted, "answered without having executed");

        Assert.Equal(200, (await request).Status);
        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public async Task A_request_whose_client_left_is_executed_all_the_same()
    {
        await Root.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc","kind":"delay-before","seconds":1.5}""");
        using var impatient = new SandboxClient(Server, Server.Agent);
        impatient.Http.Timeout = TimeSpan.FromMilliseconds(300);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.CreateAsync("pve1", 200));

        Assert.False(await ExistsAsync(200), "executed before the delay was over");
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsCreatedAsync(200))
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "never executed");
    }

    [Fact]
    public async Task A_fault_hits_as_often_as_it_was_told_and_only_its_own_requests()
    {
        await Root.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc/{vmid}/status/stop","kind":"status","status":500,"message":"got no worker upid - start worker failed","times":2}""");

        var other = await Agent.PostAsync("/nodes/pve1/lxc/101/status/start");
        var answers = new List<int>();
        for (var attempt = 0; attempt < 3; attempt++)
            answers.Add((await Agent.PostAsync("/nodes/pve1/lxc/101/status/stop")).Status);

        Assert.Equal("CT 101 already running", other.Reason);
        Assert.Equal([500, 500, 200], answers);
    }

    [Fact]
    public async Task Only_roots_token_may_set_faults()
    {
        using var content = new StringContent("""{"method":"GET","path":"/version","kind":"drop-before"}""");

        using var refused = await Agent.Http.PostAsync("/sandbox/faults", content, Token);

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Equal("8.4.1", (await Agent.DataAsync("/version")).GetProperty("version").GetString());
    }

    [Fact]
    public async Task Faults_can_be_listed_and_cleared()
    {
        await Root.SetFaultAsync("""{"method":"GET","path":"/version","kind":"drop-before"}""");
        var listed = await Root.Http.GetStringAsync("/sandbox/faults", Token);
        using var cleared = await Root.Http.DeleteAsync("/sandbox/faults", Token);

        Assert.Contains("\"kind\":\"drop-before\"", listed, StringComparison.Ordinal);
        Assert.Equal(200, (await Agent.GetAsync("/version")).Status);
    }

    [Fact]
    public async Task The_request_log_holds_each_change_with_its_result_and_without_secrets()
    {
        var upid = (await Agent.CreateAsync("pve1", 200, ("password", "hunter2222"))).Upid;
        await Agent.PostAsync("/nodes/pve3/lxc/102/status/stop");
        await Agent.GetAsync("/version");

        var requests = await RequestsAsync();
        Assert.Equal(2, requests.Length);
        Assert.Equal(("/nodes/pve1/lxc", 200, upid), (Text(requests[0], "path"), requests[0].GetProperty("status").GetInt32(), Text(requests[0], "upid")));
        Assert.Equal(("200", "***"), (Text(requests[0].GetProperty("parameters"), "vmid"), Text(requests[0].GetProperty("parameters"), "password")));
        Assert.Equal("mycopod@pve!agent", Text(requests[0], "user"));
        Assert.Equal((500, "CT 102 not running"), (requests[1].GetProperty("status").GetInt32(), Text(requests[1], "message")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>To the end of the task: one that began late would still write while the state directory is being removed.</summary>
    private async Task<bool> IsCreatedAsync(long vmid) =>
        (await Root.DataAsync($"/nodes/pve1/tasks?vmid={vmid}&typefilter=vzcreate")).EnumerateArray().Any(task => task.TryGetProperty("endtime", out _));

    private async Task<bool> ExistsAsync(long vmid) => (await Root.GetAsync($"/cluster/nextid?vmid={vmid}")).Status == 400;

    private async Task<JsonElement[]> RequestsAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(StateDirectory, "requests.jsonl"), Token);
        return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
