using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class StorageTests : SandboxTest
{
    private const string Nfs = "/storage/media";

    [Fact]
    public async Task A_storage_is_defined_once_and_read_back_with_its_digest()
    {
        var made = await DefineAsync();
        var again = await DefineAsync();
        var read = await Root.DataAsync(Nfs);

        Assert.Equal("""{"storage":"media","type":"nfs"}""", made.Data.GetRawText());
        Assert.Equal((500, "create storage failed: storage ID 'media' already defined"), (again.Status, again.Reason));
        Assert.Equal("/mnt/pve/media", read.GetProperty("path").GetString());
        Assert.Equal("iso,backup", read.GetProperty("content").GetString());
        Assert.Equal(1, read.GetProperty("shared").GetInt32());
        Assert.Matches("^[0-9a-f]{40}$", read.GetProperty("digest").GetString());
    }

    [Theory]
    [InlineData("nfs", "server", "10.0.0.5", "missing value for required option 'export'")]
    [InlineData("dir", "vgname", "pve", "unexpected property 'vgname'")]
    [InlineData("lvmthin", "thinpool", "data", "missing value for required option 'vgname'")]
    public async Task What_a_type_needs_and_knows_is_checked(string type, string option, string value, string text)
    {
        var answer = await Root.PostAsync("/storage", ("storage", "s1"), ("type", type), (option, value));

        Assert.Equal((500, text), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task A_change_replaces_the_content_and_needs_the_digest_of_what_it_changes()
    {
        await DefineAsync();
        var digest = (await Root.DataAsync(Nfs)).GetProperty("digest").GetString() ?? "";
        var stale = await PutAsync(("content", "iso"), ("digest", new string('0', 40)));
        var done = await PutAsync(("content", "iso,import"), ("digest", digest), ("nodes", "pve1,pve2"));
        var unchangeable = await PutAsync(("delete", "server"));

        Assert.Equal("update storage failed: detected modified configuration - file changed by other user? Try again.", stale.Reason);
        Assert.Equal(200, done.Status);
        Assert.Equal("iso,import", (await Root.DataAsync(Nfs)).GetProperty("content").GetString());
        Assert.Equal("update storage failed: unable to delete required option 'server'", unchangeable.Reason);
        Assert.Equal("No such storage.", (await Root.GetAsync("/nodes/pve3/storage/media/status")).Error("storage"));
        Assert.Equal("storage 'media' is not available on node 'pve3'", (await Root.GetAsync("/nodes/pve3/storage/media/content")).Reason);
    }

    [Fact]
    public async Task A_backup_server_wants_a_password_and_a_share_takes_one_and_neither_shows_it()
    {
        var server = new[] { ("storage", "pbs"), ("type", "pbs"), ("server", "10.0.0.6"), ("datastore", "home"), ("username", "backup@pbs") };
        var refused = await Root.PostAsync("/storage", server);
        var made = await Root.PostAsync("/storage", [.. server, ("password", "correct horse")]);
        var guest = await Root.PostAsync("/storage", ("storage", "public"), ("type", "cifs"), ("server", "10.0.0.7"), ("share", "public"));
        var malformed = await Root.PostAsync("/storage", [.. server, ("fingerprint", "aa:bb")]);

        Assert.Equal((500, "create storage failed: pbs: error fetching datastores - 401 Unauthorized"), (refused.Status, refused.Reason));
        Assert.Equal((200, 200), (made.Status, guest.Status));
        Assert.Equal("value does not match the regex pattern", malformed.Error("fingerprint"));
        var shown = (await Root.DataAsync("/storage/pbs")).GetRawText();
        Assert.Contains("backup@pbs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", await File.ReadAllTextAsync(Path.Combine(StateDirectory, "requests.jsonl"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_storage_is_gone_and_the_next_removal_says_so()
    {
        await DefineAsync();
        var removed = await Root.SendAsync(HttpMethod.Delete, Nfs);
        var again = await Root.SendAsync(HttpMethod.Delete, Nfs);

        Assert.Equal("""{"data":null}""", removed.Body);
        Assert.Equal((500, "delete storage failed: storage 'media' does not exist"), (again.Status, again.Reason));
    }

    [Fact]
    public async Task A_definition_survives_a_restart()
    {
        await DefineAsync();
        await RestartAsync();

        Assert.Equal("nfs", (await Root.DataAsync(Nfs)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_volume_is_allocated_noted_and_removed_by_a_task()
    {
        const string Content = "/nodes/pve1/storage/tank/content";
        var made = await Root.PostAsync(Content, ("filename", "vm-300-disk-0.qcow2"), ("vmid", "300"), ("size", "4G"));
        var volume = await Root.DataAsync($"{Content}/{Uri.EscapeDataString("tank:300/vm-300-disk-0.qcow2")}");
        var notes = await Root.SendAsync(HttpMethod.Put, $"{Content}/300%2Fvm-300-disk-0.qcow2", new Dictionary<string, string>(StringComparer.Ordinal) { ["notes"] = "x" });
        var removal = await Root.SendAsync(HttpMethod.Delete, $"{Content}/300%2Fvm-300-disk-0.qcow2");
        var end = await Root.EndOfTaskAsync(removal.Upid);

        Assert.Equal("tank:300/vm-300-disk-0.qcow2", made.Data.GetString());
        Assert.Equal("/mnt/pve/tank/images/300/vm-300-disk-0.qcow2", volume.GetProperty("path").GetString());
        Assert.Equal(4L << 30, volume.GetProperty("size").GetInt64());
        Assert.Equal("attribute 'notes' is not supported for storage type 'nfs'", notes.Reason);
        Assert.Equal(("imgdel", "300@tank", "OK"), (removal.Upid.Split(':')[5], removal.Upid.Split(':')[6], end.GetProperty("exitstatus").GetString()));
        Assert.Equal(["Removed volume 'tank:300/vm-300-disk-0.qcow2'", "TASK OK"], await Root.LogAsync(removal.Upid));
    }

    [Fact]
    public async Task Pruning_shows_first_what_it_would_remove()
    {
        Server.State.Change(cluster =>
        {
            for (var day = 1; day <= 3; day++)
                cluster.Volumes.Add(new($"tank:backup/vzdump-lxc-101-2026_01_0{day}-01_00_00.tar.zst", "backup", "tar.zst", 5, new DateTimeOffset(2026, 1, day, 1, 0, 0, TimeSpan.Zero)) { Vmid = 101 });
        });
        var marks = await Root.DataAsync("/nodes/pve1/storage/tank/prunebackups?prune-backups=keep-last%3D1&vmid=101");
        var pruned = await Root.RunAsync(Root.SendAsync(HttpMethod.Delete, "/nodes/pve1/storage/tank/prunebackups?prune-backups=keep-last%3D1&vmid=101"));
        var left = await Root.DataAsync("/nodes/pve1/storage/tank/content?content=backup");

        Assert.Equal(["keep", "remove", "remove"], marks.EnumerateArray().Select(mark => mark.GetProperty("mark").GetString() ?? ""));
        Assert.Equal("OK", pruned.GetProperty("exitstatus").GetString());
        Assert.EndsWith("2026_01_03-01_00_00.tar.zst", Assert.Single(left.EnumerateArray()).GetProperty("volid").GetString(), StringComparison.Ordinal);
    }

    private Task<SandboxAnswer> DefineAsync() =>
        Root.PostAsync("/storage", ("storage", "media"), ("type", "nfs"), ("server", "192.168.1.9"), ("export", "/srv/media"), ("content", "iso,backup"));

    private Task<SandboxAnswer> PutAsync(params (string Name, string Value)[] form) =>
        Root.SendAsync(HttpMethod.Put, Nfs, form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
