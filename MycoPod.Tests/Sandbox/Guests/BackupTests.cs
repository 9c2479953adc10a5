using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class BackupTests : GuestTest
{
    [Fact]
    public async Task A_machine_comes_back_from_its_backup_under_another_number()
    {
        await SucceedAsync(Agent.PostAsync("/nodes/pve2/vzdump", ("vmid", "100"), ("storage", "tank"), ("mode", "snapshot"), ("compress", "zstd")));
        var archive = await OnlyBackupAsync("pve2");
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/qemu", ("vmid", "200"), ("archive", archive), ("storage", "local-lvm"), ("unique", "1"), ("name", "nas-copy")));

        Assert.Matches(@"^tank:backup/vzdump-qemu-100-\d{4}_\d\d_\d\d-\d\d_\d\d_\d\d\.vma\.zst$", archive);
        Assert.Equal(("nas-copy", "4096"), (await ConfigAsync("/nodes/pve1/qemu/200", "name"), await ConfigAsync("/nodes/pve1/qemu/200", "memory")));
        Assert.Equal("local-lvm:vm-200-disk-0,size=32G", await ConfigAsync("/nodes/pve1/qemu/200", "scsi0"));
        Assert.NotEqual(await ConfigAsync("/nodes/pve2/qemu/100", "net0"), await ConfigAsync("/nodes/pve1/qemu/200", "net0"));
        Assert.Contains("name: nas\n", (await Agent.DataAsync($"/nodes/pve2/vzdump/extractconfig?volume={archive}")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_goes_over_a_stopped_guest_only_by_force()
    {
        await SucceedAsync(Agent.PostAsync("/nodes/pve3/vzdump", ("vmid", "102"), ("storage", "tank"), ("compress", "zstd")));
        await PutAsync("/nodes/pve3/lxc/102/config", ("memory", "1024"));
        var form = new[] { ("vmid", "102"), ("ostemplate", await OnlyBackupAsync("pve3")), ("restore", "1") };

        var refused = await Agent.PostAsync("/nodes/pve3/lxc", form);
        await SucceedAsync(Agent.PostAsync("/nodes/pve3/lxc", [.. form, ("force", "1")]));

        Assert.Equal((500, "CT 102 already exists on node 'pve3'"), (refused.Status, refused.Reason));
        Assert.Equal(("512", "local-lvm:vm-102-disk-0,size=8G"), (await ConfigAsync("/nodes/pve3/lxc/102", "memory"), await ConfigAsync("/nodes/pve3/lxc/102", "rootfs")));
    }

    [Fact]
    public async Task A_job_of_several_guests_goes_on_after_one_that_fails()
    {
        ChangeGuest(101, guest => guest.Config["lock"] = "snapshot");
        var upid = (await Agent.PostAsync("/nodes/pve1/vzdump", ("all", "1"), ("storage", "tank"))).Upid;
        var end = await Agent.EndOfTaskAsync(upid);
        var log = await Agent.LogAsync(upid);

        Assert.Equal(("job errors", ""), (Text(end, "exitstatus"), Text(end, "id")));
        Assert.Contains("ERROR: Backup of VM 101 failed - CT is locked (snapshot)", log);
        Assert.Contains("INFO: Backup job finished with errors", log);
        Assert.StartsWith("tank:backup/vzdump-qemu-9000-", await OnlyBackupAsync("pve1"), StringComparison.Ordinal);
        Assert.Equal("snapshot", await ConfigAsync("/nodes/pve1/lxc/101", "lock"));
    }

    [Fact]
    public async Task What_a_backup_needs_is_asked_for()
    {
        var nobody = await Agent.PostAsync("/nodes/pve1/vzdump", ("storage", "tank"));
        var elsewhere = await Agent.PostAsync("/nodes/pve1/vzdump", ("vmid", "100"), ("storage", "tank"));
        var script = await Agent.PostAsync("/nodes/pve1/vzdump", ("vmid", "101"), ("script", "/root/x"));
        var wrong = await ExitAsync(Agent.PostAsync("/nodes/pve1/vzdump", ("vmid", "101"), ("storage", "local-lvm")));

        Assert.Equal("property is missing", nobody.Error("vmid"));
        Assert.Equal("""{"data":"OK"}""", elsewhere.Body);
        Assert.Equal("Only root may set this option.", script.Error("script"));
        Assert.Equal("could not get storage information for 'local-lvm': can't use storage 'local-lvm' for backups - wrong content type", wrong);
    }

    [Fact]
    public async Task A_missing_archive_fails_in_the_task()
    {
        var exit = await ExitAsync(Agent.PostAsync("/nodes/pve1/qemu", ("vmid", "200"), ("archive", "tank:backup/vzdump-qemu-1-2026_01_01-00_00_00.vma.zst")));

        Assert.Equal("volume 'tank:backup/vzdump-qemu-1-2026_01_01-00_00_00.vma.zst' does not exist", exit);
        Assert.Equal("200", (await Agent.DataAsync("/cluster/nextid?vmid=200")).GetString());
    }

    [Fact]
    public async Task The_defaults_say_how_a_backup_is_made_when_nobody_says_anything()
    {
        Assert.Equal("snapshot", Text(await Agent.DataAsync("/nodes/pve1/vzdump/defaults?storage=tank"), "mode"));
    }

    private async Task<string> OnlyBackupAsync(string node) =>
        Text((await Agent.DataAsync($"/nodes/{node}/storage/tank/content?content=backup")).EnumerateArray().Single(), "volid") ?? "";
}
