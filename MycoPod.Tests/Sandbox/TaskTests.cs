using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>With a clock that the test moves, so that a task can be looked at while it runs.</summary>
public sealed class TaskTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");
    private SandboxServer? server;
    private SandboxClient? client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SandboxClient Agent => client ?? throw new InvalidOperationException("the sandbox is not running");

    public async ValueTask InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new SandboxOptions(directory.FullName) { Time = time }, Token);
        client = new(server, server.Agent);
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_running_task_has_no_exit_status_and_its_log_grows()
    {
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        var early = await LogUntilAsync(upid, lines => lines.Length == 1 && lines[0] != "no content");
        var running = await Agent.DataAsync(SandboxClient.TaskPath(upid) + "/status");
        var active = await Agent.DataAsync("/nodes/pve1/tasks?source=active");
        var archive = await Agent.DataAsync("/nodes/pve1/tasks");
        var end = await FinishAsync(upid);

        Assert.Equal(["  Logical volume \"vm-200-disk-0\" created."], early);
        Assert.Equal("running", running.GetProperty("status").GetString());
        Assert.False(running.TryGetProperty("exitstatus", out _));
        Assert.Equal("RUNNING", active[0].GetProperty("status").GetString());
        Assert.Equal(0, archive.GetArrayLength());
        Assert.Equal("OK", end.GetProperty("exitstatus").GetString());
        Assert.Equal(9, (await Agent.LogAsync(upid)).Length);
    }

    [Fact]
    public async Task A_creation_takes_about_four_seconds()
    {
        var start = time.GetUtcNow();
        await FinishAsync((await Agent.CreateAsync("pve1", 200)).Upid);

        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task An_interrupted_creation_takes_its_container_away_again()
    {
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        await LogUntilAsync(upid, lines => lines.Length == 1 && lines[0] != "no content");

        var stop = await Agent.SendAsync(HttpMethod.Delete, SandboxClient.TaskPath(upid));
        var again = await Agent.SendAsync(HttpMethod.Delete, SandboxClient.TaskPath(upid));

        Assert.Equal((200, 200), (stop.Status, again.Status));
        Assert.Equal("unable to create CT 200 - received interrupt", (await Agent.EndOfTaskAsync(upid)).GetProperty("exitstatus").GetString());
        Assert.Equal("200", (await Agent.DataAsync("/cluster/nextid?vmid=200")).GetString());
    }

    [Fact]
    public async Task A_new_guest_is_unknown_and_nameless_until_its_node_reports_it()
    {
        await FinishAsync((await Agent.CreateAsync("pve1", 200)).Upid);
        var fresh = await ResourceAsync(200);
        time.Advance(TimeSpan.FromSeconds(10));
        var reported = await ResourceAsync(200);

        Assert.Equal("unknown", fresh.GetProperty("status").GetString());
        Assert.False(fresh.TryGetProperty("name", out _));
        Assert.Equal(("stopped", "ct200"), (reported.GetProperty("status").GetString(), reported.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Lists_are_paged_filtered_and_counted_newest_first()
    {
        var begin = time.GetUtcNow().ToUnixTimeSeconds();
        await FinishAsync((await Agent.CreateAsync("pve1", 200)).Upid);
        await FinishAsync((await Agent.CreateAsync("pve1", 201, ("ostemplate", "local:vztmpl/nosuch.tar.zst"))).Upid);
        await FinishAsync((await Agent.PostAsync("/nodes/pve1/lxc/200/status/start")).Upid);

        Assert.Equal(["vzstart", "vzcreate", "vzcreate"], await TypesAsync(""));
        Assert.Equal(["vzcreate"], await TypesAsync("?start=1&limit=1"));
        Assert.Equal(3, (await Agent.GetAsync("/nodes/pve1/tasks?limit=1")).Json.GetProperty("total").GetInt32());
        Assert.Equal(["vzstart", "vzcreate"], await TypesAsync("?vmid=200"));
        Assert.Equal(["vzstart"], await TypesAsync("?typefilter=vzstart"));
        Assert.Equal(["vzcreate"], await TypesAsync("?errors=1"));
        Assert.Equal(["vzstart", "vzcreate"], await TypesAsync($"?since={begin + 1}"));
        Assert.Equal(3, (await TypesAsync("?userfilter=MYCO")).Length);
        Assert.Empty(await TypesAsync("?userfilter=root"));
    }

    [Fact]
    public async Task Logs_are_paged_and_counted()
    {
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        await FinishAsync(upid);

        var page = await Agent.GetAsync(SandboxClient.TaskPath(upid) + "/log?start=7&limit=1");
        var past = await Agent.GetAsync(SandboxClient.TaskPath(upid) + "/log?start=50&limit=2");

        Assert.Equal("""{"data":[{"n":8,"t":"Detected container architecture: amd64"}],"total":9}""", page.Body);
        Assert.Equal("""{"data":[],"total":9}""", past.Body);
    }

    [Fact]
    public async Task A_strangers_task_needs_the_right_to_audit_its_node()
    {
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        var running = server ?? throw new InvalidOperationException();
        using var nobody = new SandboxClient(running, running.Nobody);

        var answer = await nobody.GetAsync(SandboxClient.TaskPath(upid) + "/status");

        Assert.Equal((403, "Permission check failed (/nodes/pve1, Sys.Audit)"), (answer.Status, answer.Reason));
        Assert.Empty((await nobody.DataAsync("/cluster/tasks")).EnumerateArray());
    }

    private async Task<string[]> TypesAsync(string query)
    {
        var tasks = await Agent.DataAsync("/nodes/pve1/tasks" + query);
        return [.. tasks.EnumerateArray().Select(task => task.GetProperty("type").GetString() ?? "")];
    }

    private async Task<JsonElement> ResourceAsync(long vmid) =>
        (await Agent.DataAsync("/cluster/resources?type=vm")).EnumerateArray().Single(guest => guest.GetProperty("vmid").GetInt64() == vmid);

    private async Task<string[]> LogUntilAsync(string upid, Func<string[], bool> isRight)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var lines = await Agent.LogAsync(upid);
            if (isRight(lines))
                return lines;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "the log does not grow");
        }
    }

    /// <summary>Moves the clock while the task runs.</summary>
    private async Task<JsonElement> FinishAsync(string upid)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await Agent.DataAsync(SandboxClient.TaskPath(upid) + "/status");
            if (status.GetProperty("status").GetString() == "stopped")
                return status;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"{upid} does not end");
            time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}
