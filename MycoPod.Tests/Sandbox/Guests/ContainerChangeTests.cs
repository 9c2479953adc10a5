using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class ContainerChangeTests : GuestTest
{
    private const string Container = "/nodes/pve1/lxc/101";

    [Fact]
    public async Task A_running_container_takes_memory_at_once_and_name_servers_at_the_next_start()
    {
        await PutAsync($"{Container}/config", ("memory", "1024"), ("nameserver", "9.9.9.9"));
        var before = (await ConfigAsync(Container, "memory", "?current=1"), await ConfigAsync(Container, "nameserver", "?current=1"));
        await SucceedAsync(Agent.PostAsync($"{Container}/status/reboot"));

        Assert.Equal(("1024", null), before);
        Assert.Equal("9.9.9.9", await ConfigAsync(Container, "nameserver", "?current=1"));
    }

    [Fact]
    public async Task A_disk_grows_but_asking_for_its_size_is_an_error()
    {
        await SucceedAsync(PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "+2G")));

        Assert.Equal("local-lvm:vm-101-disk-0,size=10G", await ConfigAsync(Container, "rootfs"));
        Assert.Equal("disk is already at specified size", (await PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "10G"))).Reason);
        Assert.Equal("unable to shrink disk size", (await PutAsync($"{Container}/resize", ("disk", "rootfs"), ("size", "4G"))).Reason);
    }

    [Fact]
    public async Task A_volume_moves_only_while_the_container_is_off()
    {
        var refused = await Agent.PostAsync($"{Container}/move_volume", ("volume", "rootfs"), ("storage", "tank"));
        await SucceedAsync(Agent.PostAsync($"{Container}/status/stop"));
        await SucceedAsync(Agent.PostAsync($"{Container}/move_volume", ("volume", "rootfs"), ("storage", "tank"), ("delete", "1")));

        Assert.Equal("cannot move volumes of a running container", refused.Reason);
        Assert.Equal("cannot move volume 'unused3', only configured volumes can be moved to another storage", (await Agent.PostAsync($"{Container}/move_volume", ("volume", "unused3"), ("storage", "tank"))).Reason);
        Assert.Equal(("tank:101/vm-101-disk-0.raw,size=8G", null, 1), (await ConfigAsync(Container, "rootfs"), await ConfigAsync(Container, "unused0"), VolumesOf(101)));
    }

    [Fact]
    public async Task A_mount_point_goes_when_the_container_stops_and_leaves_an_unused_volume()
    {
        await PutAsync($"{Container}/config", ("mp0", "local-lvm:2,mp=/srv"));
        await PutAsync($"{Container}/config", ("delete", "mp0"));
        Assert.Equal("local-lvm:vm-101-disk-1,mp=/srv,size=2G", await ConfigAsync(Container, "mp0", "?current=1"));
        await SucceedAsync(Agent.PostAsync($"{Container}/status/stop"));
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
    [InlineData("unprivileged", "unable to delete read-only option: 'unprivileged'")]
    public async Task What_a_container_needs_cannot_be_deleted(string name, string text)
    {
        Assert.Equal(text, (await PutAsync($"{Container}/config", ("delete", name))).Reason);
    }

    [Theory]
    [InlineData("debian-13-standard_13.1-2_amd64.tar.zst", "nesting=0", "WARNINGS: 1")]
    [InlineData("debian-13-standard_13.1-2_amd64.tar.zst", "nesting=1", "OK")]
    [InlineData("debian-12-standard_12.7-1_amd64.tar.zst", "nesting=0", "OK")]
    public async Task A_new_systemd_without_nesting_is_worth_a_warning(string template, string features, string exit)
    {
        Assert.Equal(exit, await ExitAsync(Agent.CreateAsync("pve1", 200, ("ostemplate", $"local:vztmpl/{template}"), ("features", features))));
    }
}
