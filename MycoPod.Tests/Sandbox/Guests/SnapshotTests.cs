using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class SnapshotTests : GuestTest
{
    private const string Machine = "/nodes/pve2/qemu/100";
    private const string Container = "/nodes/pve1/lxc/101";

    [Fact]
    public async Task A_rollback_brings_the_configuration_back_and_keeps_newer_disks_unused()
    {
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot", ("snapname", "clean"), ("description", "before the update")));
        await PutAsync($"{Machine}/config", ("name", "other"), ("scsi1", "local-lvm:4"));
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot/clean/rollback"));

        Assert.Equal(("nas", "clean"), (await ConfigAsync(Machine, "name"), await ConfigAsync(Machine, "parent")));
        Assert.Equal("local-lvm:vm-100-disk-1", await ConfigAsync(Machine, "unused0"));
        Assert.Equal("stopped", Text(await Agent.DataAsync($"{Machine}/status/current"), "status"));
        Assert.Equal("before the update", Text(await Agent.DataAsync($"{Machine}/snapshot/clean/config"), "description"));
    }

    [Fact]
    public async Task A_machine_whose_memory_was_kept_runs_on_after_a_rollback()
    {
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot", ("snapname", "live"), ("vmstate", "1")));
        var state = VolumesOf(100);
        await SucceedAsync(Agent.PostAsync($"{Machine}/status/stop"));
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot/live/rollback"));
        var status = Text(await Agent.DataAsync($"{Machine}/status/current"), "status");
        await SucceedAsync(DeleteAsync($"{Machine}/snapshot/live"));

        Assert.Equal((2, "running", 1), (state, status, VolumesOf(100)));
    }

    [Fact]
    public async Task Snapshots_form_a_chain_that_closes_over_a_deleted_one()
    {
        foreach (var name in new[] { "one", "two", "three" })
            await SucceedAsync(Agent.PostAsync($"{Container}/snapshot", ("snapname", name)));
        await SucceedAsync(DeleteAsync($"{Container}/snapshot/two"));

        var chain = (await Agent.DataAsync($"{Container}/snapshot")).EnumerateArray().Select(entry => (Text(entry, "name"), Text(entry, "parent")));
        Assert.Equal([("one", null), ("three", "one"), ("current", "three")], chain);
    }

    [Fact]
    public async Task On_ZFS_only_the_newest_snapshot_is_gone_back_to()
    {
        Server.State.Change(cluster =>
        {
            cluster.Storages.Add(new() { Id = "rpool", Type = "zfspool", Content = ["images"], Path = "rpool", Size = 1L << 40 });
            cluster.Volumes.Add(new("rpool:vm-100-disk-5", "images", "raw", 32L << 30, DateTimeOffset.UnixEpoch) { Node = "pve2", Vmid = 100 });
        });
        ChangeGuest(100, guest => guest.Config["scsi0"] = "rpool:vm-100-disk-5,size=32G");
        // Snapshots that are there already; how they are taken on this file system is no matter here.
        ChangeGuest(100, guest => guest.Snapshots.AddRange([new() { Name = "one", Config = new(guest.Config, StringComparer.Ordinal) }, new() { Name = "two", Config = new(guest.Config, StringComparer.Ordinal) }]));

        Assert.Equal("can't rollback, 'one' is not most recent snapshot on 'rpool:vm-100-disk-5'", await ExitAsync(Agent.PostAsync($"{Machine}/snapshot/one/rollback")));
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot/two/rollback"));
    }

    [Theory]
    [InlineData(Machine, "pending", "unable to use snapshot name 'pending' (reserved name)")]
    [InlineData(Container, "vzdump", "unable to use snapshot name 'vzdump' (reserved name)")]
    public async Task Reserved_names_are_refused_at_once(string guest, string name, string text)
    {
        Assert.Equal((500, text), (await Agent.PostAsync($"{guest}/snapshot", ("snapname", name)) is var answer ? answer.Status : 0, answer.Reason));
    }

    [Fact]
    public async Task What_else_is_wrong_with_a_snapshot_shows_in_its_task()
    {
        await SucceedAsync(Agent.PostAsync($"{Container}/snapshot", ("snapname", "one")));

        Assert.Equal("snapshot name 'one' already used", await ExitAsync(Agent.PostAsync($"{Container}/snapshot", ("snapname", "one"))));
        Assert.Equal("snapshot 'nope' does not exist", await ExitAsync(Agent.PostAsync($"{Container}/snapshot/nope/rollback")));
        Assert.Equal("snapshot 'nope' does not exist", await ExitAsync(DeleteAsync($"{Container}/snapshot/nope")));
        Assert.Equal("you can't take a snapshot if it's a template", await ExitAsync(Agent.PostAsync("/nodes/pve1/qemu/9000/snapshot", ("snapname", "one"))));
        ChangeGuest(101, guest => guest.Config["lock"] = "snapshot");
        Assert.Equal("CT is locked (snapshot)", await ExitAsync(DeleteAsync($"{Container}/snapshot/one")));
    }

    [Fact]
    public async Task A_storage_that_cannot_take_snapshots_says_so()
    {
        await SucceedAsync(MakeAsync(200, ("scsi0", "tank:1")));
        var raw = await Agent.DataAsync("/nodes/pve1/qemu/200/feature?feature=snapshot");
        var thin = await Agent.DataAsync($"{Machine}/feature?feature=snapshot");

        Assert.Equal(("0", "1"), (Text(raw, "hasFeature"), Text(thin, "hasFeature")));
        Assert.Equal("snapshot feature is not available", await ExitAsync(Agent.PostAsync("/nodes/pve1/qemu/200/snapshot", ("snapname", "one"))));
    }
}
