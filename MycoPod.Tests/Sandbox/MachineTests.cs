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
}
