using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class RestartTests : SandboxTest
{
    [Fact]
    public async Task Guests_tasks_logs_tokens_and_certificate_survive_a_restart()
    {
        var create = (await Agent.CreateAsync("pve1", 200)).Upid;
        await Agent.EndOfTaskAsync(create);
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve1/lxc/200/status/start"));
        var config = (await Agent.DataAsync("/nodes/pve1/lxc/200/config")).GetRawText();
        var log = await Agent.LogAsync(create);
        var (fingerprint, secret) = (Server.Fingerprint, Server.Agent.TokenSecret);

        await RestartAsync();

        Assert.Equal(config, (await Agent.DataAsync("/nodes/pve1/lxc/200/config")).GetRawText());
        Assert.Equal(log, await Agent.LogAsync(create));
        Assert.Equal("running", (await Agent.DataAsync("/nodes/pve1/lxc/200/status/current")).GetProperty("status").GetString());
        Assert.Equal((fingerprint, secret), (Server.Fingerprint, Server.Agent.TokenSecret));
        Assert.Equal(["vzstart", "vzcreate"], await TaskTypesAsync());
    }

    [Fact]
    public async Task A_creation_that_a_restart_cut_off_has_an_unexpected_status_and_leaves_its_container_locked()
    {
        var upid = (await Agent.CreateAsync("pve1", 200)).Upid;
        await RestartAsync();

        var status = await Agent.EndOfTaskAsync(upid);
        var config = await Agent.DataAsync("/nodes/pve1/lxc/200/config");
        var removal = await Agent.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/200");

        Assert.Equal("unexpected status", status.GetProperty("exitstatus").GetString());
        Assert.Equal("create", config.GetProperty("lock").GetString());
        Assert.Equal("CT is locked (create)", removal.Reason);
    }

    [Fact]
    public async Task The_credentials_name_the_new_address_after_a_restart()
    {
        await RestartAsync();

        var file = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(StateDirectory, "root.json"), Token));
        Assert.Equal(Server.BaseAddress.GetLeftPart(UriPartial.Authority), file.GetProperty("endpoints")[0].GetString());
    }

    private async Task<string[]> TaskTypesAsync()
    {
        var tasks = await Agent.DataAsync("/nodes/pve1/tasks");
        return [.. tasks.EnumerateArray().Select(task => task.GetProperty("type").GetString() ?? "")];
    }
}
