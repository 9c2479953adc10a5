using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class ContainerChangeTests : GuestTest
{
    private const string Container = "/nodes/pve1/lxc/101";

    [Fact]
    public async Task A_running_container_takes_memory_at_once_and_its_name_at_the_next_start()
    {
        await PutAsync($"{Container}/config", ("memory", "1024"), ("hostname", "dns"));
        var before = (await ConfigAsync(Container, "memory", "?current=1"), await ConfigAsync(Container, "hostname", "?current=1"));
        await SucceedAsync(Agent.PostAsync($"{Container}/status/reboot"));

        Assert.Equal(("1024", "pihole"), before);
        Assert.Equal("dns", await ConfigAsync(Container, "hostname", "?current=1"));
    }

    [Fact]
    public async Task A_disk_grows_but_asking_for_its_size_is_an_error()
    {
        await SucceedAsync(PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "+2G")));

        Assert.Equal("local-lvm:vm-101-disk-0,size=10G", await ConfigAsync(Container, "rootfs"));
        Assert.Equal("disk is already at specified size", await ExitAsync(PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "10G"))));
        Assert.Equal("unable to shrink disk size", await ExitAsync(PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "4G"))));
    }

    [Fact]
    public async Task A_volume_moves_only_while_the_container_is_off()
    {
        var refused = await Agent.PostAsync($"{Container}/move_volume", ("volume", "rootfs"), ("storage", "tank"));
        await SucceedAsync(Agent.PostAsync($"{Container}/status/stop"));
        await SucceedAsync(Agent.PostAsync($"{Container}/move_volume", ("volume", "rootfs"), ("storage", "tank"), ("delete", "1")));

        Assert.Equal("cannot move volumes of a running container", refused.Reason);
        Assert.Equal(("tank:101/vm-101-disk-0.raw,size=8G", null, 1), (await ConfigAsync(Container, "rootfs"), await ConfigAsync(Container, "unused0"), VolumesOf(101)));
    }

    [Fact]
    public async Task A_mount_point_that_is_taken_away_leaves_an_unused_volume()
    {
        await PutAsync($"{Container}/config", ("mp0", "local-lvm:2,mp=/srv"));
        await PutAsync($"{Container}/config", ("delete", "mp0"));
        var unused = await ConfigAsync(Container, "unused0");
        await PutAsync($"{Container}/config", ("delete", "unused0"));

        Assert.Equal(("local-lvm:vm-101-disk-1", 1), (unused, VolumesOf(101)));
    }

    [Fact]
    public async Task A_container_tells_its_addresses_while_it_runs()
    {
        var running = await Agent.DataAsync($"{Container}/interfaces");
        var stopped = await Agent.GetAsync("/nodes/pve3/lxc/102/interfaces");

        Assert.Equal(("eth0", "192.168.1.53/24"), (Text(running[1], "name"), Text(running[1], "inet")));
        Assert.Equal("""{"data":null}""", stopped.Body);
    }

    [Theory]
    [InlineData("rootfs", "unable to delete required option 'rootfs'")]
    [InlineData("nosuch", "unknown option 'nosuch'")]
    public async Task What_a_container_needs_cannot_be_deleted(string name, string text)
    {
        Assert.Equal(text, (await PutAsync($"{Container}/config", ("delete", name))).Error("delete"));
    }
}
