using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class SdnTests : SandboxTest
{
    private const string Zones = "/cluster/sdn/zones";
    private const string Vnets = "/cluster/sdn/vnets";

    [Fact]
    public async Task A_network_is_written_first_and_in_effect_once_it_was_applied()
    {
        await Root.PostAsync(Zones, ("zone", "lab"), ("type", "simple"), ("nodes", "pve1"));
        await Root.PostAsync(Vnets, ("vnet", "labnet"), ("zone", "lab"), ("alias", "my lab"));
        await Root.PostAsync($"{Vnets}/labnet/subnets", ("subnet", "10.9.0.0/24"), ("type", "subnet"), ("gateway", "10.9.0.1"), ("snat", "1"));
        var pending = await Root.DataAsync($"{Zones}?pending=1");
        var running = await Root.DataAsync($"{Zones}?running=1");
        var applied = await Root.SendAsync(HttpMethod.Put, "/cluster/sdn");
        var end = await Root.EndOfTaskAsync(applied.Upid);
        var subnet = (await Root.DataAsync($"{Vnets}/labnet/subnets"))[0];

        Assert.Equal("new", pending[0].GetProperty("state").GetString());
        Assert.Equal("pve1", pending[0].GetProperty("pending").GetProperty("nodes").GetString());
        Assert.Equal(0, running.GetArrayLength());
        Assert.Equal(("reloadnetworkall", "OK"), (applied.Upid.Split(':')[5], end.GetProperty("exitstatus").GetString()));
        Assert.False((await Root.DataAsync($"{Zones}?pending=1"))[0].TryGetProperty("state", out _));
        Assert.Equal(("lab-10.9.0.0-24", 1), (subnet.GetProperty("subnet").GetString(), subnet.GetProperty("snat").GetInt32()));
        Assert.Contains((await Root.DataAsync("/nodes/pve1/network?type=any_bridge")).EnumerateArray(), entry => entry.GetProperty("iface").GetString() == "labnet");
        Assert.DoesNotContain((await Root.DataAsync("/nodes/pve2/network?type=any_bridge")).EnumerateArray(), entry => entry.GetProperty("iface").GetString() == "labnet");
    }

    [Fact]
    public async Task Names_are_given_once_and_what_is_used_stays()
    {
        await Root.PostAsync(Zones, ("zone", "lan"), ("type", "vlan"), ("bridge", "vmbr0"));
        var again = await Root.PostAsync(Zones, ("zone", "lan"), ("type", "vlan"), ("bridge", "vmbr0"));
        var bare = await Root.PostAsync(Zones, ("zone", "lan2"), ("type", "vlan"));
        var lacking = await Root.PostAsync(Vnets, ("vnet", "v20"), ("zone", "lan"));
        await Root.PostAsync(Vnets, ("vnet", "v20"), ("zone", "lan"), ("tag", "20"));
        var twice = await Root.PostAsync(Vnets, ("vnet", "v21"), ("zone", "lan"), ("tag", "20"));
        var used = await Root.SendAsync(HttpMethod.Delete, $"{Zones}/lan");
        var tooLong = await Root.PostAsync(Zones, ("zone", "muchtoolong"), ("type", "simple"));

        Assert.Equal("create sdn zone object failed: sdn zone object ID 'lan' already defined", again.Reason);
        Assert.Equal("missing value for required option 'bridge'", bare.Reason);
        Assert.Equal("missing vlan tag", lacking.Error("tag"));
        Assert.Equal("tag 20 already exist in zone lan in vnet v21", twice.Error("tag"));
        Assert.Equal("delete sdn zone object failed: zone lan is used by vnet v20", used.Reason);
        Assert.Contains("can't be more length than 8 characters", tooLong.Error("zone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_pending_guarded_and_survive_a_restart()
    {
        await Root.PostAsync(Zones, ("zone", "lab"), ("type", "simple"), ("mtu", "1450"));
        await Root.RunAsync(Root.SendAsync(HttpMethod.Put, "/cluster/sdn"));
        var stale = await PutAsync(("mtu", "1400"), ("digest", new string('0', 40)));
        await PutAsync(("delete", "mtu"));
        await RestartAsync();
        var pending = (await Root.DataAsync($"{Zones}/lab?pending=1"));

        Assert.Equal("update sdn zone object failed: detected modified configuration - file changed by other user? Try again.", stale.Reason);
        Assert.Equal(("changed", "deleted", 1450), (
            pending.GetProperty("state").GetString(), pending.GetProperty("pending").GetProperty("mtu").GetString(), pending.GetProperty("mtu").GetInt32()));
        Assert.False((await Root.DataAsync($"{Zones}/lab")).TryGetProperty("mtu", out _));
    }

    private Task<SandboxAnswer> PutAsync(params (string Name, string Value)[] form) =>
        Root.SendAsync(HttpMethod.Put, $"{Zones}/lab", form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
