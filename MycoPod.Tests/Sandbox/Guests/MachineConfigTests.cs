using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class MachineConfigTests : GuestTest
{
    private const string Machine = "/nodes/pve2/qemu/100";

    [Fact]
    public async Task A_running_machine_takes_some_changes_at_once_and_others_at_its_next_start()
    {
        var put = await PutAsync($"{Machine}/config", ("memory", "8192"), ("description", "files"), ("net1", "virtio,bridge=vmbr0"));
        var pending = await PendingAsync();

        Assert.Equal(JsonValueKind.Null, put.Data.ValueKind);
        Assert.Equal(("8192", "4096"), (await ConfigAsync(Machine, "memory"), await ConfigAsync(Machine, "memory", "?current=1")));
        Assert.Equal(("4096", "8192"), (Text(pending["memory"], "value"), Text(pending["memory"], "pending")));
        Assert.Equal(("files", null), (Text(pending["description"], "value"), Text(pending["description"], "pending")));
        Assert.True(pending.ContainsKey("net1"));
        await SucceedAsync(Agent.PostAsync($"{Machine}/status/reboot"));
        Assert.Equal("8192", await ConfigAsync(Machine, "memory", "?current=1"));
    }

    [Fact]
    public async Task A_pending_change_can_be_taken_back()
    {
        await PutAsync($"{Machine}/config", ("cores", "4"));
        await PutAsync($"{Machine}/config", ("revert", "cores"));

        Assert.Equal("2", await ConfigAsync(Machine, "cores"));
        Assert.Null(Text((await PendingAsync())["cores"], "pending"));
    }

    [Fact]
    public async Task A_disk_that_is_taken_away_stays_unused_until_that_is_deleted_too()
    {
        await PutAsync($"{Machine}/config", ("scsi1", "local-lvm:4"));
        await PutAsync($"{Machine}/config", ("delete", "scsi1"));
        var unused = await ConfigAsync(Machine, "unused0");
        var kept = VolumesOf(100);
        await PutAsync($"{Machine}/config", ("delete", "unused0"));

        Assert.Equal(("local-lvm:vm-100-disk-1", 2), (unused, kept));
        Assert.Equal((null, 1), (await ConfigAsync(Machine, "unused0"), VolumesOf(100)));
    }

    [Fact]
    public async Task A_disk_that_is_unlinked_by_force_goes_at_once()
    {
        await PutAsync($"{Machine}/config", ("scsi1", "local-lvm:4"));
        await PutAsync($"{Machine}/unlink", ("idlist", "scsi1"), ("force", "1"));

        Assert.Equal((null, null, 1), (await ConfigAsync(Machine, "scsi1"), await ConfigAsync(Machine, "unused0"), VolumesOf(100)));
    }

    [Fact]
    public async Task The_same_request_twice_makes_two_disks()
    {
        await PutAsync($"{Machine}/config", ("scsi1", "local-lvm:4"));
        await PutAsync($"{Machine}/config", ("scsi1", "local-lvm:4"));

        Assert.Equal(("local-lvm:vm-100-disk-2,size=4G", "local-lvm:vm-100-disk-1"), (await ConfigAsync(Machine, "scsi1"), await ConfigAsync(Machine, "unused0")));
    }

    [Fact]
    public async Task Where_one_of_several_disks_cannot_be_made_none_stays()
    {
        var answer = await PutAsync($"{Machine}/config", ("scsi1", "local-lvm:4"), ("scsi2", "local-lvm:nosuch"));

        Assert.Equal((500, "volume 'local-lvm:nosuch' does not exist"), (answer.Status, answer.Reason));
        Assert.Equal((null, 1), (await ConfigAsync(Machine, "scsi1"), VolumesOf(100)));
    }

    [Theory]
    [InlineData("digest", "0000000000000000000000000000000000000000", 500, "checksum mismatch (file change by other user?)")]
    [InlineData("delete", "nosuch", 400, "unknown option 'nosuch'")]
    [InlineData("delete", "onboot", 400, "you can't use '-onboot' and -delete onboot' at the same time")]
    [InlineData("sshkeys", "nonsense", 500, "SSH public key validation error")]
    [InlineData("boot", "order=scsi5", 500, "invalid bootorder: device 'scsi5' does not exist'")]
    [InlineData("balloon", "9000", 500, "balloon value too large (must be smaller than assigned memory)")]
    public async Task A_change_that_makes_no_sense_is_refused_and_changes_nothing(string name, string value, int status, string text)
    {
        var before = await ConfigAsync(Machine, "digest");
        var answer = await PutAsync($"{Machine}/config", ("onboot", "1"), (name, value));

        Assert.Equal((status, text), (answer.Status, status == 400 ? answer.Error(name) : answer.Reason));
        Assert.Equal(before, await ConfigAsync(Machine, "digest"));
    }

    [Fact]
    public async Task What_the_cloud_init_drive_does_not_say_yet_is_listed_until_it_is_written_again()
    {
        await MakeAndStartAsync(MakeFromImageAsync(200, ("ciuser", "ubuntu")), 200);
        await PutAsync("/nodes/pve1/qemu/200/config", ("ciuser", "admin"), ("cipassword", "secret99"));
        var before = (await Agent.DataAsync("/nodes/pve1/qemu/200/cloudinit")).EnumerateArray().ToDictionary(entry => Text(entry, "key") ?? "", StringComparer.Ordinal);
        var written = await PutAsync("/nodes/pve1/qemu/200/cloudinit");
        var after = (await Agent.DataAsync("/nodes/pve1/qemu/200/cloudinit")).EnumerateArray().ToArray();

        Assert.Equal(("ubuntu", "admin"), (Text(before["ciuser"], "value"), Text(before["ciuser"], "pending")));
        Assert.Equal("**********", Text(before["cipassword"], "pending"));
        Assert.Equal((200, "**********"), (written.Status, await ConfigAsync("/nodes/pve1/qemu/200", "cipassword")));
        Assert.DoesNotContain(after, entry => entry.TryGetProperty("pending", out _));
    }

    [Fact]
    public async Task A_second_cloud_init_drive_is_refused()
    {
        await SucceedAsync(MakeFromImageAsync(200));

        Assert.Equal("scsi5 - cloud-init drive is already attached at 'ide2'", (await PutAsync("/nodes/pve1/qemu/200/config", ("scsi5", "local-lvm:cloudinit"))).Reason);
    }

    [Fact]
    public async Task Disks_grow_and_never_shrink()
    {
        Assert.Equal("shrinking disks is not supported", await ExitAsync(PutAsync($"{Machine}/resize", ("disk", "scsi0"), ("size", "16G"))));
        await SucceedAsync(PutAsync($"{Machine}/resize", ("disk", "scsi0"), ("size", "+8G")));
        await SucceedAsync(PutAsync($"{Machine}/resize", ("disk", "scsi0"), ("size", "40G")));
        Assert.Equal("disk 'scsi7' does not exist", await ExitAsync(PutAsync($"{Machine}/resize", ("disk", "scsi7"), ("size", "40G"))));

        Assert.Equal("local-lvm:vm-100-disk-0,size=40G", await ConfigAsync(Machine, "scsi0"));
    }

    [Theory]
    [InlineData("0", "local-lvm:vm-100-disk-0", 2)]
    [InlineData("1", null, 1)]
    public async Task A_disk_moves_to_another_storage_and_the_old_one_stays_unless_told_otherwise(string delete, string? unused, int volumes)
    {
        await SucceedAsync(Agent.PostAsync($"{Machine}/move_disk", ("disk", "scsi0"), ("storage", "tank"), ("format", "qcow2"), ("delete", delete)));

        Assert.Equal("tank:100/vm-100-disk-0.qcow2,size=32G", await ConfigAsync(Machine, "scsi0"));
        Assert.Equal((unused, volumes), (await ConfigAsync(Machine, "unused0"), VolumesOf(100)));
        Assert.Equal("you can't move to the same storage with same format", (await Agent.PostAsync($"{Machine}/move_disk", ("disk", "scsi0"), ("storage", "tank"))).Reason);
    }

    [Fact]
    public async Task A_paused_machine_does_not_shut_down()
    {
        await SucceedAsync(Agent.PostAsync($"{Machine}/status/suspend"));
        var paused = await Agent.DataAsync($"{Machine}/status/current");
        var refused = await Agent.PostAsync($"{Machine}/status/shutdown");
        await SucceedAsync(Agent.PostAsync($"{Machine}/status/resume"));

        Assert.Equal(("running", "paused"), (Text(paused, "status"), Text(paused, "qmpstatus")));
        Assert.Equal((500, "VM is paused - cannot shutdown"), (refused.Status, refused.Reason));
        Assert.Equal("running", Text(await Agent.DataAsync($"{Machine}/status/current"), "qmpstatus"));
    }

    [Fact]
    public async Task What_is_pending_and_what_was_kept_survives_a_restart()
    {
        await SucceedAsync(Agent.PostAsync($"{Machine}/snapshot", ("snapname", "clean")));
        await PutAsync($"{Machine}/config", ("cores", "4"), ("delete", "ostype"));
        var before = (await ConfigAsync(Machine, "digest"), (await Agent.GetAsync($"{Machine}/pending")).Body, (await Agent.GetAsync($"{Machine}/snapshot")).Body);
        await RestartAsync();

        Assert.Equal(before, (await ConfigAsync(Machine, "digest"), (await Agent.GetAsync($"{Machine}/pending")).Body, (await Agent.GetAsync($"{Machine}/snapshot")).Body));
    }

    private async Task<Dictionary<string, JsonElement>> PendingAsync() =>
        (await Agent.DataAsync($"{Machine}/pending")).EnumerateArray().ToDictionary(entry => Text(entry, "key") ?? "", StringComparer.Ordinal);
}
