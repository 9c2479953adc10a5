using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>Faults of tasks, of storages and of nodes.</summary>
public sealed class ClusterFaultTests : SandboxTest
{
    [Fact]
    public async Task A_lost_node_does_not_answer_and_nothing_new_is_known_of_it()
    {
        await Root.SetFaultAsync("""{"kind":"lost-node","node":"pve3"}""");
        var refused = await Agent.GetAsync("/nodes/pve3/lxc/102/config");
        var node = await FindAsync("/nodes", "node", "pve3");
        var guest = await FindAsync("/cluster/resources?type=vm", "id", "lxc/102");
        await RestartAsync();
        var listed = await Root.Http.GetStringAsync("/sandbox/faults", Token);
        using var cleared = await Root.Http.DeleteAsync("/sandbox/faults", Token);

        Assert.Equal((595, "No route to host", ""), (refused.Status, refused.Reason, refused.Body));
        Assert.Equal("offline", node.GetProperty("status").GetString());
        Assert.Equal("unknown", guest.GetProperty("status").GetString());
        Assert.Contains("\"kind\":\"lost-node\"", listed, StringComparison.Ordinal);
        Assert.Equal(200, (await Agent.GetAsync("/nodes/pve3/lxc/102/config")).Status);
    }

    [Fact]
    public async Task On_a_full_storage_nothing_more_is_made()
    {
        await Root.SetFaultAsync("""{"kind":"full-storage","storage":"local-lvm"}""");
        await Root.SetFaultAsync("""{"kind":"full-storage","storage":"tank"}""");

        var creation = await ExitAsync(Agent.CreateAsync("pve1", 200));
        var backup = (await Agent.PostAsync("/nodes/pve2/vzdump", ("vmid", "100"), ("storage", "tank"))).Upid;
        await Agent.EndOfTaskAsync(backup);

        Assert.Equal("unable to create CT 200 - lvcreate 'pve/vm-200-disk-0' error:   Cannot create new thin volume, free space in thin pool pve/data reached threshold.", creation);
        Assert.Contains("ERROR: Backup of VM 100 failed - vma_queue_write: write error - Broken pipe", await Agent.LogAsync(backup));
        Assert.Empty((await Agent.DataAsync("/nodes/pve2/storage/tank/content?content=backup")).EnumerateArray());
    }

    [Fact]
    public async Task A_task_can_fail_in_the_midst_of_its_work_and_cleans_up_behind_itself()
    {
        await Root.SetFaultAsync("""{"kind":"task-error","type":"vzcreate","message":"command 'mkfs.ext4' failed: exit code 1"}""");

        Assert.Equal("unable to create CT 200 - command 'mkfs.ext4' failed: exit code 1", await ExitAsync(Agent.CreateAsync("pve1", 200)));
        Assert.Equal("OK", await ExitAsync(Agent.CreateAsync("pve1", 200)));
    }

    [Fact]
    public async Task A_task_can_end_with_a_warning()
    {
        await Root.SetFaultAsync("""{"kind":"task-warning","type":"vzcreate","message":"Systemd 255 detected. You may need to enable nesting."}""");
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        var end = await Agent.EndOfTaskAsync(upid);
        var warned = await Agent.DataAsync("/nodes/pve1/tasks?statusfilter=warning");

        Assert.Equal("WARNINGS: 1", end.GetProperty("exitstatus").GetString());
        Assert.Equal(["WARN: Systemd 255 detected. You may need to enable nesting.", "TASK WARNINGS: 1"], (await Agent.LogAsync(upid))[^2..]);
        Assert.Equal(upid, warned[0].GetProperty("upid").GetString());
    }

    [Theory]
    [InlineData("got no worker upid - start worker failed")]
    [InlineData("can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout")]
    [InlineData("cfs-lock 'storage-tank' error: got lock request timeout")]
    [InlineData("cluster not ready - no quorum?")]
    public async Task The_servers_own_errors_come_with_their_body(string message)
    {
        await Root.SetFaultAsync(JsonSerializer.Serialize(new { method = "POST", path = "/nodes/{node}/qemu/{vmid}/status/stop", kind = "status", status = 500, message }));

        var answer = await Agent.PostAsync("/nodes/pve2/qemu/100/status/stop");

        Assert.Equal((500, message, message + "\n"), (answer.Status, answer.Reason, answer.Json.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("""{"kind":"lost-node","node":"pve1"}""")]
    [InlineData("""{"kind":"full-storage","storage":"nosuch"}""")]
    [InlineData("""{"kind":"task-error"}""")]
    [InlineData("""{"kind":"drop-before","method":"GET"}""")]
    public async Task A_fault_that_could_never_happen_is_refused(string fault)
    {
        using var content = new StringContent(fault);
        using var answer = await Root.Http.PostAsync("/sandbox/faults", content, Token);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    private async Task<string?> ExitAsync(Task<SandboxAnswer> request) => (await Agent.RunAsync(request)).GetProperty("exitstatus").GetString();

    private async Task<JsonElement> FindAsync(string path, string key, string value) =>
        (await Agent.DataAsync(path)).EnumerateArray().Single(entry => entry.GetProperty(key).GetString() == value);
}
