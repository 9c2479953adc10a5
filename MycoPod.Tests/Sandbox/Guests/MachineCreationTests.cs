using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class MachineCreationTests : GuestTest
{
    [Fact]
    public async Task A_machine_is_made_from_an_image_and_answers_by_its_agent_some_time_after_its_start()
    {
        var answer = await MakeFromImageAsync(200, ("start", "0"), ("tags", "Web;app"), ("sshkeys", "ssh-ed25519%20AAAA%20me"));
        await Agent.EndOfTaskAsync(answer.Upid);
        var log = await Agent.LogAsync(answer.Upid);
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/qemu/200/status/start"));
        var early = await Agent.GetAsync("/nodes/pve1/qemu/200/agent/network-get-interfaces");
        while ((await Agent.PostAsync("/nodes/pve1/qemu/200/agent/ping")).Status != 200)
            Assert.False(Token.IsCancellationRequested, "the agent never answers");
        var interfaces = (await Agent.DataAsync("/nodes/pve1/qemu/200/agent/network-get-interfaces")).GetProperty("result");

        Assert.Contains("scsi0: successfully created disk 'local-lvm:vm-200-disk-0,discard=on,size=3584M'", log);
        Assert.Contains("transferred 3.5 GiB of 3.5 GiB (100.00%)", log);
        Assert.Equal("local-lvm:vm-200-cloudinit,media=cdrom", await ConfigAsync("/nodes/pve1/qemu/200", "ide2"));
        Assert.Equal("order=scsi0;net0", await ConfigAsync("/nodes/pve1/qemu/200", "boot"));
        Assert.Equal("app;web", await ConfigAsync("/nodes/pve1/qemu/200", "tags"));
        Assert.Matches("^virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0$", await ConfigAsync("/nodes/pve1/qemu/200", "net0"));
        Assert.Equal((500, "QEMU guest agent is not running"), (early.Status, early.Reason));
        Assert.Equal("192.168.1.77", interfaces[1].GetProperty("ip-addresses")[0].GetProperty("ip-address").GetString());
    }

    [Fact]
    public async Task A_machine_without_a_system_boots_from_its_medium_and_does_not_hear_the_power_button()
    {
        await MakeAndStartAsync(MakeAsync(200, ("scsi0", "local-lvm:8"), ("ide2", $"{Iso},media=cdrom"), ("net0", "virtio,bridge=vmbr0")), 200);

        Assert.Equal("order=scsi0;ide2;net0", await ConfigAsync("/nodes/pve1/qemu/200", "boot"));
        Assert.Equal($"{Iso},media=cdrom,size=660M", await ConfigAsync("/nodes/pve1/qemu/200", "ide2"));
        Assert.Equal("VM quit/powerdown failed - got timeout", await ExitAsync(Agent.PostAsync("/nodes/pve1/qemu/200/status/shutdown", ("timeout", "3"))));
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/qemu/200/status/shutdown", ("timeout", "3"), ("forceStop", "1")));
        Assert.Equal("stopped", Text(await Agent.DataAsync("/nodes/pve1/qemu/200/status/current"), "status"));
    }

    [Theory]
    [InlineData("scsi0", "local-lvm:8,import-from=tank:import/noble.qcow2", 400, "'import-from' requires special syntax - use <storage ID>:0,import-from=<source>")]
    [InlineData("scsi0", "local-lvm:0,import-from=local:iso/debian-12.iso", 400, "local:iso/debian-12.iso has wrong type 'iso' - needs to be 'images' or 'import'")]
    [InlineData("scsi0", "nosuch:8", 500, "storage 'nosuch' does not exist")]
    [InlineData("scsi0", "local-lvm:0,import-from=/root/x.qcow2", 500, "Only root can pass arbitrary filesystem paths.")]
    [InlineData("args", "-cpu host", 500, "only root can set 'args' config")]
    [InlineData("usb0", "host=1234:5678", 500, "only root can set 'usb0' config for real devices")]
    [InlineData("net0", "virtio,bridge=vmbr0,speed=1", 400, "invalid format - invalid key in comma-separated list property: speed\n")]
    [InlineData("net0", "virtio,model=e1000", 400, "invalid format - duplicate key in comma-separated list property: model\n")]
    [InlineData("memory", "8", 400, "invalid format - format error\nmemory.current: value must have a minimum value of 16\n")]
    [InlineData("sshkeys", "ssh-ed25519 AAAA", 400, "invalid format - invalid urlencoded string: ssh-ed25519 AAAA\n")]
    [InlineData("force", "1", 400, null)]
    public async Task What_may_not_be_made_is_refused_before_any_task(string name, string value, int status, string? text)
    {
        var answer = await MakeAsync(200, (name, value));

        Assert.Equal(status, answer.Status);
        Assert.Equal(text, status == 400 && text is not null ? answer.Error(name) : status == 400 ? null : answer.Reason);
        Assert.Equal("200", (await Agent.DataAsync("/cluster/nextid?vmid=200")).GetString());
    }

    [Theory]
    [InlineData(100, "unable to create VM 100 - VM 100 already exists on node 'pve2'")]
    [InlineData(101, "unable to create VM 101 - CT 101 already exists on node 'pve1'")]
    public async Task A_taken_number_is_refused_with_its_owner(long vmid, string message)
    {
        Assert.Equal(message, (await MakeAsync(vmid)).Reason);
    }

    [Fact]
    public async Task A_creation_that_fails_in_its_task_leaves_nothing_behind()
    {
        var exit = await ExitAsync(MakeAsync(200, ("scsi0", "local-lvm:8"), ("ide2", "local:iso/nosuch.iso,media=cdrom")));

        Assert.Equal("unable to create VM 200 - volume 'local:iso/nosuch.iso' does not exist", exit);
        Assert.Equal(0, VolumesOf(200));
        Assert.Equal("200", (await Agent.DataAsync("/cluster/nextid?vmid=200")).GetString());
    }

    [Theory]
    [InlineData("vmbr0", "OK")]
    [InlineData("vmbr7", "start failed: QEMU exited with code 1")]
    public async Task A_machine_that_shall_start_is_started_by_a_task_of_its_own(string bridge, string exit)
    {
        await SucceedAsync(MakeAsync(200, ("net0", $"virtio,bridge={bridge}"), ("start", "1")));

        var tasks = await Agent.DataAsync("/nodes/pve1/tasks?source=all&vmid=200&typefilter=qmstart");
        Assert.Equal(exit, Text(await Agent.EndOfTaskAsync(Text(tasks[0], "upid") ?? ""), "exitstatus"));
    }

    [Fact]
    public async Task The_agent_runs_commands_and_tells_their_end()
    {
        await MakeAndStartAsync(MakeFromImageAsync(200), 200);
        ChangeGuest(200, guest => guest.StartedAt = DateTimeOffset.UnixEpoch);
        using var request = new StringContent("""{"command":["echo","hello","there"]}""", mediaType: new("application/json"));
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api2/json/nodes/pve1/qemu/200/agent/exec") { Content = request };
        var pid = (await Agent.SendAsync(message)).Data.GetProperty("pid").GetInt64();

        var status = await Agent.DataAsync($"/nodes/pve1/qemu/200/agent/exec-status?pid={pid}");
        while (status.GetProperty("exited").GetInt32() == 0)
            status = await Agent.DataAsync($"/nodes/pve1/qemu/200/agent/exec-status?pid={pid}");

        Assert.Equal((0, "hello there\n"), (status.GetProperty("exitcode").GetInt32(), status.GetProperty("out-data").GetString()));
        Assert.StartsWith("Agent error: ", (await Agent.PostAsync("/nodes/pve1/qemu/200/agent/exec", ("command", "nosuch"))).Reason, StringComparison.Ordinal);
    }
}
