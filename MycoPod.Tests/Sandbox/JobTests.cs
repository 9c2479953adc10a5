using System.Text.Json;
using MycoPod.Sandbox.State;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class JobTests : SandboxTest
{
    private const string Backups = "/cluster/backup";

    [Fact]
    public async Task A_job_without_an_id_is_another_one_each_time()
    {
        foreach (var _ in new[] { 1, 2 })
            await Root.PostAsync(Backups, ("schedule", "02:30"), ("vmid", "100"), ("storage", "tank"));
        var jobs = await Root.DataAsync(Backups);

        Assert.Equal(2, jobs.GetArrayLength());
        Assert.Equal(2, jobs.EnumerateArray().Select(job => job.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(("vzdump", 1, "100"), (jobs[0].GetProperty("type").GetString(), jobs[0].GetProperty("enabled").GetInt32(), jobs[0].GetProperty("vmid").GetString()));
        Assert.Equal(JsonValueKind.Number, jobs[0].GetProperty("next-run").ValueKind);
    }

    [Fact]
    public async Task A_named_job_is_made_once_changed_and_removed()
    {
        var made = await Root.PostAsync(Backups, ("id", "nightly"), ("schedule", "sun 01:00"), ("all", "1"), ("storage", "tank"), ("prune-backups", "keep-weekly=4"));
        var again = await Root.PostAsync(Backups, ("id", "nightly"), ("schedule", "daily"), ("all", "1"));
        var changed = await PutAsync(("vmid", "101"), ("enabled", "0"));
        var job = await Root.DataAsync($"{Backups}/nightly");
        var removed = await Root.SendAsync(HttpMethod.Delete, $"{Backups}/nightly");
        var gone = await Root.GetAsync($"{Backups}/nightly");

        Assert.Equal((200, "Job 'nightly' already exists"), (made.Status, again.Reason));
        Assert.Equal((200, 200), (changed.Status, removed.Status));
        Assert.Equal("4", job.GetProperty("prune-backups").GetProperty("keep-weekly").GetString());
        Assert.False(job.TryGetProperty("all", out _) || job.TryGetProperty("next-run", out _));
        Assert.Equal("No such job 'nightly'", gone.Error("id"));
    }

    [Theory]
    [InlineData("schedule", "daily 02:00", "schedule", "invalid format - unable to parse calendar event 'daily 02:00'\n")]
    [InlineData("storage", "tank", "schedule", "neither 'starttime' nor 'schedule' were set")]
    [InlineData("exclude", "100", "schedule", "neither 'starttime' nor 'schedule' were set")]
    public async Task A_job_has_a_schedule_that_can_be_read(string name, string value, string parameter, string text) =>
        Assert.Equal(text, (await Root.PostAsync(Backups, ("all", "1"), (name, value))).Error(parameter));

    [Fact]
    public async Task A_job_says_whom_it_takes_and_which_volumes()
    {
        var nobody = await Root.PostAsync(Backups, ("schedule", "03:00"));
        var both = await Root.PostAsync(Backups, ("schedule", "03:00"), ("vmid", "100"), ("all", "1"));
        await Root.PostAsync(Backups, ("id", "some"), ("schedule", "03:00"), ("vmid", "100,101"));
        var included = (await Root.DataAsync($"{Backups}/some/included_volumes")).GetProperty("children");

        Assert.Equal("property is missing", nobody.Error("vmid"));
        Assert.Equal("option conflicts with option 'vmid'", both.Error("all"));
        Assert.Equal([100L, 101L], included.EnumerateArray().Select(guest => guest.GetProperty("id").GetInt64()));
        Assert.Equal("""{"id":"rootfs","name":"local-lvm:vm-101-disk-0","included":1,"reason":"rootfs"}""", included[1].GetProperty("children")[0].GetRawText());
    }

    [Fact]
    public async Task Only_guests_on_ZFS_are_replicated_and_not_to_where_they_are()
    {
        var onThin = await ReplicateAsync("pve2");
        Server.State.Change(cluster =>
        {
            cluster.Storages.Add(new() { Id = "zfs", Type = "zfspool", Content = ["rootdir"], Path = "tank", Size = 1L << 40 });
            cluster.Volumes.Add(new("zfs:subvol-101-disk-1", "rootdir", "subvol", 1 << 30, DateTimeOffset.UnixEpoch) { Node = "pve1", Vmid = 101 });
        });
        var home = await ReplicateAsync("pve1");
        var made = await ReplicateAsync("pve2");
        var again = await ReplicateAsync("pve2");
        var job = (await Root.DataAsync("/cluster/replication"))[0];
        var status = await Root.DataAsync("/nodes/pve1/replication/101-0/status");

        Assert.Equal("No replicatable volumes found", onThin.Reason);
        Assert.Equal("Source and target must not be identical", home.Reason);
        Assert.Equal((200, "replication job '101-0' already exists"), (made.Status, again.Reason));
        Assert.Equal(("lxc", 0), (status.GetProperty("vmtype").GetString(), status.GetProperty("fail_count").GetInt32()));
        Assert.Equal(("pve1", 101), (job.GetProperty("source").GetString(), job.GetProperty("guest").GetInt32()));
    }

    [Fact]
    public async Task Datacenter_options_are_set_shown_as_objects_and_deleted()
    {
        await Root.SendAsync(HttpMethod.Put, "/cluster/options", Form(("keyboard", "de"), ("migration", "secure,network=10.0.0.0/24"), ("tag-style", "ordering=config")));
        await Root.SendAsync(HttpMethod.Put, "/cluster/options", Form(("delete", "tag-style")));

        Assert.Equal("""{"keyboard":"de","migration":{"type":"secure","network":"10.0.0.0/24"}}""", (await Root.DataAsync("/cluster/options")).GetRawText());
    }

    private Task<SandboxAnswer> ReplicateAsync(string target) =>
        Root.PostAsync("/cluster/replication", ("id", "101-0"), ("type", "local"), ("target", target));

    private Task<SandboxAnswer> PutAsync(params (string Name, string Value)[] form) => Root.SendAsync(HttpMethod.Put, $"{Backups}/nightly", Form(form));

    private static Dictionary<string, string> Form(params (string Name, string Value)[] form) =>
        form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
}
