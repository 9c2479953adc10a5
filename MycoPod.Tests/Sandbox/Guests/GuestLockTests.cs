using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

/// <summary>A shutdown that the machine does not hear holds the machine's file lock for as long as it waits.</summary>
public sealed class GuestLockTests : GuestTest
{
    private const string Machine = "/nodes/pve1/qemu/200";
    private const string Timeout = "can't lock file '/var/lock/qemu-server/lock-200.conf' - got timeout";

    [Fact]
    public async Task Others_wait_for_a_machine_that_a_task_holds_and_then_give_up()
    {
        var shutdown = await BeginShutdownAsync();

        var change = await PutAsync($"{Machine}/config", ("description", "x"));
        var clone = await Agent.PostAsync($"{Machine}/clone", ("newid", "201"));
        var stop = await ExitAsync(Agent.PostAsync($"{Machine}/status/stop"));
        await DeleteAsync(SandboxClient.TaskPath(shutdown));

        Assert.Equal((500, Timeout), (change.Status, change.Reason));
        Assert.Equal((500, Timeout), (clone.Status, clone.Reason));
        Assert.Equal(Timeout, stop);
        Assert.Equal("received interrupt", Text(await Agent.EndOfTaskAsync(shutdown), "exitstatus"));
    }

    [Fact]
    public async Task Whoever_waits_goes_on_when_the_task_is_stopped()
    {
        var shutdown = await BeginShutdownAsync();
        var stop = Agent.PostAsync($"{Machine}/status/stop");
        var upid = (await stop).Upid;
        await DeleteAsync(SandboxClient.TaskPath(shutdown));

        Assert.Equal("OK", Text(await Agent.EndOfTaskAsync(upid), "exitstatus"));
        Assert.Equal(200, (await PutAsync($"{Machine}/config", ("description", "x"))).Status);
    }

    private async Task<string> BeginShutdownAsync()
    {
        await MakeAndStartAsync(MakeAsync(200, ("scsi0", "local-lvm:1")), 200);
        var upid = (await Agent.PostAsync($"{Machine}/status/shutdown", ("timeout", "100000"))).Upid;
        Assert.Equal("running", Text(await Agent.DataAsync(SandboxClient.TaskPath(upid) + "/status"), "status"));
        return upid;
    }
}
