using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class HaTests : SandboxTest
{
    private const string Resources = "/cluster/ha/resources";
    private const string Groups = "/cluster/ha/groups";

    [Fact]
    public async Task A_guest_is_taken_in_once_changed_and_let_go()
    {
        await Root.PostAsync(Groups, ("group", "near"), ("nodes", "pve1:2,pve2"));
        var made = await Root.PostAsync(Resources, ("sid", "101"), ("group", "near"));
        var again = await Root.PostAsync(Resources, ("sid", "ct:101"));
        var changed = await PutAsync($"{Resources}/ct:101", ("state", "disabled"), ("delete", "group"));
        var read = await Root.DataAsync($"{Resources}/101");
        var status = await Root.DataAsync("/cluster/ha/status/current");
        var gone = await Root.SendAsync(HttpMethod.Delete, $"{Resources}/ct:101");
        var twice = await Root.SendAsync(HttpMethod.Delete, $"{Resources}/ct:101");

        Assert.Equal("""{"data":null}""", made.Body);
        Assert.Equal("create resource failed: resource ID 'ct:101' already defined", again.Reason);
        Assert.Equal((200, "disabled", "ct"), (changed.Status, read.GetProperty("state").GetString(), read.GetProperty("type").GetString()));
        Assert.False(read.TryGetProperty("group", out _));
        Assert.Contains(status.EnumerateArray(), entry => entry.GetProperty("id").GetString() == "service:ct:101");
        Assert.Equal((200, "cannot delete service 'ct:101', not HA managed!"), (gone.Status, twice.Reason));
    }

    [Fact]
    public async Task Resources_are_guests_and_groups_in_use_stay()
    {
        await Root.PostAsync(Groups, ("group", "near"), ("nodes", "pve1"));
        await Root.PostAsync(Resources, ("sid", "vm:100"), ("group", "near"));
        var unknown = await Root.PostAsync(Resources, ("sid", "vm:999"));
        var nowhere = await Root.PostAsync(Resources, ("sid", "ct:102"), ("group", "far"));
        var groupAgain = await Root.PostAsync(Groups, ("group", "near"), ("nodes", "pve1"));
        var used = await Root.SendAsync(HttpMethod.Delete, $"{Groups}/near");
        var agent = await Agent.PostAsync(Resources, ("sid", "ct:101"));

        Assert.Equal("resource 'vm:999' does not exist in cluster", unknown.Reason);
        Assert.Equal("HA group 'far' does not exist", nowhere.Reason);
        Assert.Equal("create ha group failed: ha group ID 'near' already defined", groupAgain.Reason);
        Assert.Equal("delete ha group failed: ha group is used by service 'vm:100'", used.Reason);
        Assert.Equal("Permission check failed (/, Sys.Console)", agent.Reason);
    }

    [Fact]
    public async Task A_stale_digest_is_refused_and_resources_survive_a_restart()
    {
        await Root.PostAsync(Resources, ("sid", "vm:100"), ("max_restart", "2"));
        var stale = await PutAsync($"{Resources}/vm:100", ("state", "stopped"), ("digest", new string('0', 40)));
        await RestartAsync();

        Assert.Equal("update resource failed: detected modified configuration - file changed by other user? Try again.", stale.Reason);
        Assert.Equal(2, (await Root.DataAsync($"{Resources}/vm:100")).GetProperty("max_restart").GetInt32());
    }

    private Task<SandboxAnswer> PutAsync(string path, params (string Name, string Value)[] form) =>
        Root.SendAsync(HttpMethod.Put, path, form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
