using System.Text.Json;
using MycoPod.Sandbox.State;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class ContainerTests : SandboxTest
{
    [Fact]
    public async Task A_container_lives_from_creation_to_destruction()
    {
        Assert.Equal("OK", Exit(await Agent.RunAsync(Agent.CreateAsync("pve1", 200))));
        Assert.Equal("stopped", await StatusAsync());

        Assert.Equal("OK", Exit(await Agent.RunAsync(PowerAsync("start"))));
        Assert.Equal("running", await StatusAsync());

        Assert.Equal("OK", Exit(await Agent.RunAsync(PowerAsync("shutdown"))));
        Assert.Equal("stopped", await StatusAsync());

        Assert.Equal("OK", Exit(await Agent.RunAsync(Agent.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/200?purge=1"))));
        var gone = await Agent.GetAsync("/nodes/pve1/lxc/200/config");
        Assert.Equal((500, "Configuration file 'nodes/pve1/lxc/200.conf' does not exist"), (gone.Status, gone.Reason));
        Assert.Empty((await Agent.DataAsync("/nodes/pve1/storage/local-lvm/content?vmid=200")).EnumerateArray());
    }

    [Fact]
    public async Task Creation_writes_its_log_and_the_configuration_that_was_asked_for()
    {
        var answer = await Agent.CreateAsync("pve2", 210, ("tags", "web;App"), ("cores", "2"), ("description", "A wiki"), ("features", "nesting=1"), ("nameserver", "10.0.0.1,10.0.0.2"), ("rootfs", "tank:1"));
        await Agent.EndOfTaskAsync(answer.Upid);

        var log = await Agent.LogAsync(answer.Upid);
        Assert.Equal("Formatting '/mnt/pve/tank/images/210/vm-210-disk-0.raw', fmt=raw size=1073741824 preallocation=off", log[0]);
        Assert.Equal("Creating filesystem with 262144 4k blocks and 65536 inodes", log[1]);
        Assert.Equal("\t32768, 98304, 163840, 229376", log[4]);
        Assert.Equal("extracting archive '/var/lib/vz/template/cache/debian-12-standard_12.7-1_amd64.tar.zst'", log[5]);
        Assert.Equal(["Detected container architecture: amd64", "TASK OK"], log[^2..]);

        var config = await Agent.DataAsync("/nodes/pve2/lxc/210/config");
        Assert.Equal("tank:210/vm-210-disk-0.raw,size=1G", config.GetProperty("rootfs").GetString());
        Assert.Equal("app;web", config.GetProperty("tags").GetString());
        Assert.Equal("A wiki\n", config.GetProperty("description").GetString());
        Assert.Equal("10.0.0.1 10.0.0.2", config.GetProperty("nameserver").GetString());
        Assert.Equal(("debian", 2, 256, 512), (config.GetProperty("ostype").GetString(), config.GetProperty("cores").GetInt32(), config.GetProperty("memory").GetInt32(), config.GetProperty("swap").GetInt32()));
        Assert.Matches("^name=eth0,bridge=vmbr0,hwaddr=BC:24:11(:[0-9A-F]{2}){3},ip=dhcp,type=veth$", config.GetProperty("net0").GetString());
        Assert.False(config.TryGetProperty("password", out _) || config.TryGetProperty("lock", out _));
    }

    [Fact]
    public async Task A_missing_template_fails_in_the_task_and_leaves_nothing_behind()
    {
        var end = await Agent.RunAsync(Agent.CreateAsync("pve1", 201, ("ostemplate", "local:vztmpl/nosuch.tar.zst")));

        Assert.Equal("unable to create CT 201 - volume 'local:vztmpl/nosuch.tar.zst' does not exist", Exit(end));
        Assert.Equal("201", (await Agent.DataAsync("/cluster/nextid?vmid=201")).GetString());
        Assert.Empty((await Agent.DataAsync("/nodes/pve1/storage/local-lvm/content?vmid=201")).EnumerateArray());
    }

    [Fact]
    public async Task While_it_is_made_a_container_is_locked()
    {
        // What a running creation has put there; a real one would end while the test looks on.
        Server.State.Change(cluster => cluster.Guests.Add(new() { Vmid = 220, Kind = GuestKind.Lxc, Node = "pve1", Config = new(StringComparer.Ordinal) { ["lock"] = "create" } }));

        var update = await Agent.SendAsync(HttpMethod.Put, "/nodes/pve1/lxc/220/config", new Dictionary<string, string>(StringComparer.Ordinal) { ["memory"] = "300" });
        var removal = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/220");
        var start = await Agent.RunAsync(Agent.PostAsync("/nodes/pve1/lxc/220/status/start"));

        Assert.Equal((500, "CT is locked (create)"), (update.Status, update.Reason));
        Assert.Equal((500, "CT is locked (create)"), (removal.Status, removal.Reason));
        Assert.Equal("CT is locked (create)", Exit(start));
    }

    [Theory]
    [InlineData("/nodes/pve1/lxc/101/status/start", "CT 101 already running")]
    [InlineData("/nodes/pve3/lxc/102/status/stop", "CT 102 not running")]
    [InlineData("/nodes/pve3/lxc/102/status/shutdown", "CT 102 not running")]
    public async Task Power_requests_that_make_no_sense_fail_at_once(string path, string message)
    {
        var answer = await Agent.PostAsync(path);

        Assert.Equal((500, message), (answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData(101, "CT 101 already exists on node 'pve1'")]
    [InlineData(100, "VM 100 already exists on node 'pve2'")]
    public async Task A_taken_id_is_refused_with_its_owner(long vmid, string message)
    {
        var answer = await Agent.CreateAsync("pve3", vmid);

        Assert.Equal((500, message), (answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData("rootfs", "nosuch:8", 500, "storage 'nosuch' does not exist")]
    [InlineData("rootfs", "local:8", 400, "Parameter verification failed.")]
    [InlineData("features", "nesting=1,fuse=1", 403, "Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)")]
    [InlineData("dev0", "/dev/net/tun", 403, "Permission check failed (configuring device passthrough is only allowed for root@pam)")]
    public async Task What_may_not_be_made_is_refused_before_any_task(string name, string value, int status, string reason)
    {
        var answer = await Agent.CreateAsync("pve1", 200, (name, value));

        Assert.Equal((status, reason), (answer.Status, answer.Reason));
        Assert.Equal("200", (await Agent.DataAsync("/cluster/nextid?vmid=200")).GetString());
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5W me@home\n", 200)]
    [InlineData("ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIJ5W%20me%40home%0A", 500)]
    public async Task Public_keys_of_containers_are_plain_text(string keys, int status)
    {
        Assert.Equal(status, (await Agent.CreateAsync("pve1", 200, ("ssh-public-keys", keys))).Status);
    }

    [Fact]
    public async Task A_container_that_shall_start_is_started_by_a_task_of_its_own()
    {
        await Agent.RunAsync(Agent.CreateAsync("pve1", 200, ("start", "1")));

        var tasks = await Agent.DataAsync("/nodes/pve1/tasks?source=all&vmid=200&typefilter=vzstart");
        var start = await Agent.EndOfTaskAsync(tasks[0].GetProperty("upid").GetString() ?? "");

        Assert.Equal("OK", Exit(start));
        Assert.Equal("running", await StatusAsync());
    }

    [Fact]
    public async Task A_start_on_a_bridge_that_does_not_exist_fails_in_the_task()
    {
        await Agent.RunAsync(Agent.CreateAsync("pve2", 200, ("net0", "name=eth0,bridge=vmbr1,ip=dhcp")));

        Assert.Equal("startup for container '200' failed", Exit(await Agent.RunAsync(Agent.PostAsync("/nodes/pve2/lxc/200/status/start"))));
    }

    [Fact]
    public async Task An_update_with_an_old_digest_is_refused_and_one_with_the_right_digest_is_done_at_once()
    {
        var before = await Agent.DataAsync("/nodes/pve1/lxc/101/config");
        var good = await UpdateAsync(("memory", "1024"), ("delete", "onboot"), ("digest", before.GetProperty("digest").GetString() ?? ""));
        var late = await UpdateAsync(("memory", "2048"), ("digest", before.GetProperty("digest").GetString() ?? ""));

        var after = await Agent.DataAsync("/nodes/pve1/lxc/101/config");
        Assert.Equal((200, JsonValueKind.Null), (good.Status, good.Data.ValueKind));
        Assert.Equal((500, "detected modified configuration - file changed by other user? Try again."), (late.Status, late.Reason));
        Assert.Equal(1024, after.GetProperty("memory").GetInt32());
        Assert.False(after.TryGetProperty("onboot", out _));
    }

    [Fact]
    public async Task A_running_container_is_not_destroyed_unless_forced()
    {
        var refused = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/101");
        var forced = await Agent.RunAsync(Agent.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/101?force=1"));

        Assert.Equal((500, "unable to destroy CT 101 - container is running"), (refused.Status, refused.Reason));
        Assert.Equal("OK", Exit(forced));
    }

    [Fact]
    public async Task A_guest_does_not_exist_on_another_node_or_as_another_kind()
    {
        Assert.Equal("Configuration file 'nodes/pve1/lxc/102.conf' does not exist", (await Agent.GetAsync("/nodes/pve1/lxc/102/config")).Reason);
        Assert.Equal("Configuration file 'nodes/pve2/lxc/100.conf' does not exist", (await Agent.GetAsync("/nodes/pve2/lxc/100/config")).Reason);
    }

    private static string? Exit(JsonElement status) => status.GetProperty("exitstatus").GetString();

    private Task<SandboxAnswer> PowerAsync(string verb) => Agent.PostAsync($"/nodes/pve1/lxc/200/status/{verb}");

    private async Task<string?> StatusAsync() =>
        (await Agent.DataAsync("/nodes/pve1/lxc/200/status/current")).GetProperty("status").GetString();

    private Task<SandboxAnswer> UpdateAsync(params (string Name, string Value)[] form) =>
        Agent.SendAsync(HttpMethod.Put, "/nodes/pve1/lxc/101/config", form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
