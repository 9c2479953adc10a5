using Xunit;

namespace MycoPod.Tests.Sandbox.Guests;

public sealed class CloneTests : GuestTest
{
    private const string Template = "/nodes/pve1/qemu/9000";

    [Fact]
    public async Task A_template_gives_linked_clones_that_keep_it_from_being_removed()
    {
        await SucceedAsync(Agent.PostAsync($"{Template}/clone", ("newid", "200"), ("name", "web")));
        var refused = await ExitAsync(DeleteAsync(Template));
        await SucceedAsync(DeleteAsync("/nodes/pve1/qemu/200"));

        Assert.Equal("base volume 'local-lvm:base-9000-disk-0' is still in use by linked cloned", refused);
        await SucceedAsync(DeleteAsync(Template));
    }

    [Fact]
    public async Task A_clone_has_an_identity_of_its_own_and_is_no_template()
    {
        await SucceedAsync(Agent.PostAsync($"{Template}/clone", ("newid", "200"), ("full", "1"), ("storage", "tank"), ("format", "qcow2")));

        Assert.Equal(("Copy-of-VM-debian-12-cloud", null), (await ConfigAsync("/nodes/pve1/qemu/200", "name"), await ConfigAsync("/nodes/pve1/qemu/200", "template")));
        Assert.Equal("tank:200/vm-200-disk-0.qcow2,size=3G", await ConfigAsync("/nodes/pve1/qemu/200", "scsi0"));
        foreach (var option in new[] { "net0", "smbios1", "vmgenid" })
            Assert.NotEqual(await ConfigAsync(Template, option), await ConfigAsync("/nodes/pve1/qemu/200", option));
    }

    [Theory]
    [InlineData("storage", "tank", "parameter 'storage' not allowed for linked clones")]
    [InlineData("format", "raw", "parameter 'format' not allowed for linked clones")]
    [InlineData("target", "pve2", "can't clone VM to node 'pve2' (VM uses local storage)")]
    [InlineData("target", "nosuch", "no such cluster node 'nosuch'")]
    [InlineData("newid", "100", "unable to create VM 100: config file already exists")]
    [InlineData("pool", "nosuch", "pool 'nosuch' does not exist")]
    public async Task A_clone_that_cannot_be_is_refused_before_any_task(string name, string value, string text)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["newid"] = "200", [name] = value };

        Assert.Equal((500, text), ((await Agent.SendAsync(HttpMethod.Post, $"{Template}/clone", form)) is var answer ? answer.Status : 0, answer.Reason));
    }

    [Fact]
    public async Task A_stopped_template_is_cloned_several_times_at_once()
    {
        var upids = new List<string>();
        for (var vmid = 200; vmid < 204; vmid++)
            upids.Add((await Agent.PostAsync($"{Template}/clone", ("newid", $"{vmid}"), ("full", "1"))).Upid);

        foreach (var upid in upids)
            Assert.Equal("OK", Text(await Agent.EndOfTaskAsync(upid), "exitstatus"));
    }

    [Fact]
    public async Task A_machine_becomes_a_template_once_and_only_without_snapshots()
    {
        await SucceedAsync(MakeFromImageAsync(200));
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/qemu/200/snapshot", ("snapname", "before")));
        var refused = await Agent.PostAsync("/nodes/pve1/qemu/200/template");
        await SucceedAsync(DeleteAsync("/nodes/pve1/qemu/200/snapshot/before"));
        await SucceedAsync(Agent.PostAsync("/nodes/pve1/qemu/200/template"));

        Assert.Equal("unable to create template, because VM contains snapshots", refused.Reason);
        Assert.Equal("local-lvm:base-200-disk-0,discard=on,size=3584M", await ConfigAsync("/nodes/pve1/qemu/200", "scsi0"));
        Assert.Equal("you can't convert a template to a template", (await Agent.PostAsync("/nodes/pve1/qemu/200/template")).Reason);
        Assert.Equal("you can't convert a VM to template if VM is running", (await Agent.PostAsync("/nodes/pve2/qemu/100/template")).Reason);
    }

    [Fact]
    public async Task While_a_container_is_copied_its_configuration_is_locked()
    {
        var copy = await Agent.PostAsync("/nodes/pve3/lxc/102/clone", ("newid", "200"), ("hostname", "wiki2"), ("full", "1"));
        var locked = Server.State.Read(cluster => cluster.FindGuest(102)?.Lock);
        Assert.Equal("OK", Text(await Agent.EndOfTaskAsync(copy.Upid), "exitstatus"));
        ChangeGuest(102, guest => guest.Config["lock"] = "disk");
        var late = await Agent.PostAsync("/nodes/pve3/lxc/102/clone", ("newid", "201"), ("full", "1"));
        ChangeGuest(102, guest => guest.Config.Remove("lock"));

        Assert.Equal("disk", locked);
        Assert.Equal((500, "CT is locked (disk)"), (late.Status, late.Reason));
        Assert.Equal("wiki2", await ConfigAsync("/nodes/pve3/lxc/200", "hostname"));
        Assert.NotEqual(await ConfigAsync("/nodes/pve3/lxc/102", "net0"), await ConfigAsync("/nodes/pve3/lxc/200", "net0"));
    }

    [Fact]
    public async Task A_container_becomes_a_template_without_a_word_about_the_task()
    {
        var answer = await Agent.PostAsync("/nodes/pve3/lxc/102/template");
        var tasks = await Agent.DataAsync("/nodes/pve3/tasks?source=all&vmid=102");
        await Agent.EndOfTaskAsync(Text(tasks[0], "upid") ?? "");

        Assert.Equal("""{"data":null}""", answer.Body);
        Assert.Equal("vztemplate", Text(tasks[0], "type"));
        Assert.Equal(("1", "local-lvm:base-102-disk-0,size=8G"), (await ConfigAsync("/nodes/pve3/lxc/102", "template"), await ConfigAsync("/nodes/pve3/lxc/102", "rootfs")));
        await SucceedAsync(Agent.PostAsync("/nodes/pve3/lxc/102/clone", ("newid", "200")));
    }
}
