using MycoPod.Sandbox.State;
using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class MigrationTests : GuestTest
{
    [Fact]
    public async Task A_running_machine_takes_its_local_disks_along_only_when_told_to()
    {
        var refused = await Agent.PostAsync("/nodes/pve2/qemu/100/migrate", ("target", "pve1"));
        var failed = (await Agent.PostAsync("/nodes/pve2/qemu/100/migrate", ("target", "pve1"), ("online", "1"))).Upid;
        var exit = Text(await Agent.EndOfTaskAsync(failed), "exitstatus");
        await SucceedAsync(Agent.PostAsync("/nodes/pve2/qemu/100/migrate", ("target", "pve1"), ("online", "1"), ("with-local-disks", "1"), ("targetstorage", "tank")));

        Assert.Equal((500, "can't migrate running VM without --online"), (refused.Status, refused.Reason));
        Assert.Equal("migration aborted", exit);
        Assert.Contains(await Agent.LogAsync(failed), line => line.EndsWith("can't live migrate attached local disks without with-local-disks option", StringComparison.Ordinal));
        Assert.Equal("running", Text(await Agent.DataAsync("/nodes/pve1/qemu/100/status/current"), "status"));
        Assert.Equal(("tank:100/vm-100-disk-0.raw,size=32G", null), (await ConfigAsync("/nodes/pve1/qemu/100", "scsi0"), await ConfigAsync("/nodes/pve1/qemu/100", "lock")));
        Assert.Equal("Configuration file 'nodes/pve2/qemu-server/100.conf' does not exist", (await Agent.GetAsync("/nodes/pve2/qemu/100/config")).Reason);
    }

    [Fact]
    public async Task A_stopped_machine_goes_without_more_words()
    {
        await SucceedAsync(Agent.PostAsync("/nodes/pve2/qemu/100/status/stop"));
        var before = await Agent.DataAsync("/nodes/pve2/qemu/100/migrate");
        await SucceedAsync(Agent.PostAsync("/nodes/pve2/qemu/100/migrate", ("target", "pve3")));

        Assert.Equal("""["pve1","pve3"]""", before.GetProperty("allowed_nodes").GetRawText());
        Assert.Equal("pve3", Server.State.Read(cluster => cluster.Volumes.Single(volume => volume.Id == "local-lvm:vm-100-disk-0").Node));
    }

    [Fact]
    public async Task A_machine_with_an_image_of_its_node_in_the_drive_stays()
    {
        await SucceedAsync(MakeAsync(200, ("ide2", $"{Iso},media=cdrom")));

        Assert.Equal("migration aborted", await ExitAsync(Agent.PostAsync("/nodes/pve1/qemu/200/migrate", ("target", "pve2"))));
        Assert.Null(await ConfigAsync("/nodes/pve1/qemu/200", "lock"));
    }

    [Fact]
    public async Task A_running_container_moves_by_stopping_and_starting()
    {
        var refused = await Agent.PostAsync("/nodes/pve1/lxc/101/migrate", ("target", "pve2"));
        var live = await ExitAsync(Agent.PostAsync("/nodes/pve1/lxc/101/migrate", ("target", "pve2"), ("online", "1")));
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/lxc/101/migrate", ("target", "pve2"), ("restart", "1")));

        Assert.Equal("can't migrate running container without --online or --restart", refused.Reason);
        Assert.Equal("migration aborted", live);
        Assert.Equal("running", Text(await Agent.DataAsync("/nodes/pve2/lxc/101/status/current"), "status"));
    }

    [Fact]
    public async Task A_guest_under_HA_is_started_stopped_and_moved_after_the_task_has_ended()
    {
        Server.State.Change(cluster => cluster.HaResources.Add(new HaResource { Sid = "vm:100", State = "started" }));

        await SucceedAsync(Agent.PostAsync("/nodes/pve2/qemu/100/migrate", ("target", "pve1"), ("online", "1")));
        var atOnce = Server.State.Read(cluster => cluster.FindGuest(100)?.Node);
        await UntilAsync(guest => guest.Node == "pve1");
        var stop = await Agent.RunAsync(Agent.PostAsync("/nodes/pve1/qemu/100/status/stop"));
        await UntilAsync(guest => !guest.IsRunning);
        var start = await Agent.RunAsync(Agent.PostAsync("/nodes/pve1/qemu/100/status/start"));
        await UntilAsync(guest => guest.IsRunning);

        Assert.Equal("pve2", atOnce);
        Assert.Equal(("hastop", "hastart"), (Text(stop, "type"), Text(start, "type")));
        Assert.Contains("qmstart", (await Agent.DataAsync("/nodes/pve1/tasks?source=all&vmid=100")).EnumerateArray().Select(task => Text(task, "type")));
        Assert.Equal("""{"managed":1,"state":"started"}""", (await Agent.DataAsync("/nodes/pve1/qemu/100/status/current")).GetProperty("ha").GetRawText());
    }

    [Fact]
    public async Task A_guest_under_HA_is_removed_only_with_everything_about_it()
    {
        Server.State.Change(cluster => cluster.HaResources.Add(new HaResource { Sid = "ct:102", State = "stopped" }));

        var refused = await DeleteAsync("/nodes/pve3/lxc/102");
        await SucceedAsync(DeleteAsync("/nodes/pve3/lxc/102?purge=1"));

        Assert.Equal("unable to remove CT 102 - used in HA resources and purge parameter not set.", refused.Reason);
        Assert.Empty(Server.State.Read(cluster => cluster.HaResources.ToArray()));
    }

    private async Task UntilAsync(Predicate<Guest> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!Server.State.Read(cluster => cluster.FindGuest(100) is { Lock: null } guest && isSo(guest)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "the HA manager does nothing");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }
}
