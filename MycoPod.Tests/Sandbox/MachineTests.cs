using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class MachineTests : SandboxTest
{
    [Theory]
    [InlineData("pve2", 100, "start", "VM 100 already running")]
    [InlineData("pve1", 9000, "start", "you can't start a vm if it's a template")]
    [InlineData("pve1", 99999, "start", "Configuration file 'nodes/pve1/qemu-server/99999.conf' does not exist")]
    [InlineData("pve1", 9000, "stop", "OK")]
    [InlineData("pve2", 100, "stop", "OK")]
    public async Task Power_requests_are_always_accepted_and_judged_in_their_task(string node, long vmid, string verb, string exit)
    {
        var end = await Agent.RunAsync(Agent.PostAsync($"/nodes/{node}/qemu/{vmid}/status/{verb}"));

        Assert.Equal(exit, end.GetProperty("exitstatus").GetString());
    }

    [Fact]
    public async Task A_machine_that_was_stopped_can_be_started_again()
    {
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve2/qemu/100/status/stop"));
        var stopped = await Agent.DataAsync("/nodes/pve2/qemu/100/status/current");
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve2/qemu/100/status/start"));
        var running = await Agent.DataAsync("/nodes/pve2/qemu/100/status/current");

        Assert.Equal("stopped", stopped.GetProperty("qmpstatus").GetString());
        Assert.Equal("running", running.GetProperty("qmpstatus").GetString());
    }

    [Fact]
    public async Task Skiplock_is_for_root_himself_and_not_for_his_tokens()
    {
        var answer = await Root.PostAsync("/nodes/pve2/qemu/100/status/start", ("skiplock", "1"));

        Assert.Equal((400, "Only root may use this option."), (answer.Status, answer.Error("skiplock")));
    }

    [Fact]
    public async Task Memory_is_text_and_cores_are_a_number()
    {
        var config = await Agent.DataAsync("/nodes/pve2/qemu/100/config");

        Assert.Equal(("4096", 2), (config.GetProperty("memory").GetString(), config.GetProperty("cores").GetInt32()));
    }

    [Fact]
    public async Task A_machine_is_destroyed_only_stopped_and_only_without_protection()
    {
        var running = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve2/qemu/100");
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve2/qemu/100/status/stop"));
        Server.State.Change(cluster => cluster.FindGuest(100)?.Config.Add("protection", "1"));
        var isProtected = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve2/qemu/100");
        Server.State.Change(cluster => cluster.FindGuest(100)?.Config["protection"] = "0");
        var end = await Agent.RunAsync(Agent.SendAsync(HttpMethod.Delete, "/nodes/pve2/qemu/100?purge=1"));

        Assert.Equal((500, "VM 100 is running - destroy failed"), (running.Status, running.Reason));
        Assert.Equal((500, "can't remove VM 100 - protection mode enabled"), (isProtected.Status, isProtected.Reason));
        Assert.Equal(("qmdestroy", "OK"), (end.GetProperty("type").GetString(), end.GetProperty("exitstatus").GetString()));
        Assert.Equal("Configuration file 'nodes/pve2/qemu-server/100.conf' does not exist", (await Agent.GetAsync("/nodes/pve2/qemu/100/config")).Reason);
    }

    [Theory]
    [InlineData("?purge=1", 1)]
    [InlineData("?purge=1&destroy-unreferenced-disks=1", 0)]
    public async Task Disks_that_the_configuration_does_not_name_go_only_when_that_is_asked_for(string query, int left)
    {
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve2/qemu/100/status/stop"));
        Server.State.Change(cluster => cluster.Volumes.Add(cluster.Volumes.Find(volume => volume.Vmid == 100) is { } own ? own with { Id = "local-lvm:vm-100-disk-7" } : throw new InvalidOperationException("no disk")));
        await Agent.RunAsync(Agent.SendAsync(HttpMethod.Delete, $"/nodes/pve2/qemu/100{query}"));

        Assert.Equal(left, Server.State.Read(cluster => cluster.Volumes.Count(volume => volume.Vmid == 100)));
    }
}
