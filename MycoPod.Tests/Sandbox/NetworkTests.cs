using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class NetworkTests : SandboxTest
{
    private const string At = "/nodes/pve1/network";

    [Fact]
    public async Task A_bridge_is_staged_shown_beside_its_difference_and_there_once_applied()
    {
        var made = await Root.PostAsync(At, ("iface", "vmbr2"), ("type", "bridge"), ("cidr", "10.2.0.1/24"), ("autostart", "1"), ("bridge_vlan_aware", "1"));
        var again = await Root.PostAsync(At, ("iface", "vmbr2"), ("type", "bridge"));
        var staged = (await Root.GetAsync(At)).Json;
        var applied = await Root.SendAsync(HttpMethod.Put, At);
        var end = await Root.EndOfTaskAsync(applied.Upid);
        var after = (await Root.GetAsync(At)).Json;
        var bridge = after.GetProperty("data").EnumerateArray().Single(entry => entry.GetProperty("iface").GetString() == "vmbr2");

        Assert.Equal("""{"data":null}""", made.Body);
        Assert.Equal("interface already exists", again.Error("iface"));
        Assert.Contains("+iface vmbr2 inet static\n+\taddress 10.2.0.1/24\n", staged.GetProperty("changes").GetString(), StringComparison.Ordinal);
        Assert.False(staged.GetProperty("data").EnumerateArray().Single(entry => entry.GetProperty("iface").GetString() == "vmbr2").TryGetProperty("active", out _));
        Assert.Equal(("srvreload", "networking", "OK"), (applied.Upid.Split(':')[5], applied.Upid.Split(':')[6], end.GetProperty("exitstatus").GetString()));
        Assert.False(after.TryGetProperty("changes", out _));
        Assert.Equal(("10.2.0.1", "24", 1), (bridge.GetProperty("address").GetString(), bridge.GetProperty("netmask").GetString(), bridge.GetProperty("active").GetInt32()));
    }

    [Fact]
    public async Task A_change_that_does_not_repeat_the_address_takes_it_away()
    {
        var changed = await PutAsync("vmbr0", ("type", "bridge"), ("bridge_ports", "enp1s0"), ("comments", "uplink"));
        var read = await Root.DataAsync($"{At}/vmbr0");

        Assert.Equal(200, changed.Status);
        Assert.Equal("manual", read.GetProperty("method").GetString());
        Assert.False(read.TryGetProperty("address", out _) || read.TryGetProperty("gateway", out _));
    }

    [Fact]
    public async Task A_change_with_everything_keeps_everything()
    {
        await PutAsync("vmbr0", ("type", "bridge"), ("cidr", "192.168.1.11/24"), ("gateway", "192.168.1.1"), ("bridge_ports", "enp1s0"), ("autostart", "1"), ("bridge_vlan_aware", "1"));
        var read = await Root.DataAsync($"{At}/vmbr0");

        Assert.Equal(("static", "192.168.1.11/24", "192.168.1.1", 1), (
            read.GetProperty("method").GetString(),
            read.GetProperty("cidr").GetString(),
            read.GetProperty("gateway").GetString(),
            read.GetProperty("bridge_vlan_aware").GetInt32()));
    }

    [Fact]
    public async Task What_is_staged_can_be_thrown_away_and_survives_a_restart_until_then()
    {
        await Root.SendAsync(HttpMethod.Delete, $"{At}/vmbr1");
        await RestartAsync();
        var before = (await Root.GetAsync(At)).Json;
        await Root.SendAsync(HttpMethod.Delete, At);
        var after = (await Root.GetAsync(At)).Json;

        Assert.Contains("-iface vmbr1 inet manual", before.GetProperty("changes").GetString(), StringComparison.Ordinal);
        Assert.False(after.TryGetProperty("changes", out _));
        Assert.Contains(after.GetProperty("data").EnumerateArray(), entry => entry.GetProperty("iface").GetString() == "vmbr1");
    }

    [Fact]
    public async Task There_is_one_gateway_and_interfaces_have_proper_names_and_owners()
    {
        var second = await Root.PostAsync(At, ("iface", "vmbr2"), ("type", "bridge"), ("cidr", "10.2.0.1/24"), ("gateway", "10.2.0.254"));
        var odd = await Root.PostAsync(At, ("iface", "2vmbr"), ("type", "bridge"));
        var unknown = await PutAsync("vmbr9", ("type", "bridge"));
        using var nobody = new SandboxClient(Server, Server.Nobody);
        var forbidden = await nobody.SendAsync(HttpMethod.Put, At);

        Assert.Equal("Default gateway already exists on interface 'vmbr0'.", second.Error("gateway"));
        Assert.Equal("invalid format - invalid network interface name '2vmbr'\n", odd.Error("iface"));
        Assert.Equal("interface does not exist", unknown.Error("iface"));
        Assert.Equal("Permission check failed (/nodes/pve1, Sys.Modify)", forbidden.Reason);
    }

    [Fact]
    public async Task A_nodes_resolver_hosts_file_and_clock_are_read_and_set()
    {
        await Root.SendAsync(HttpMethod.Put, "/nodes/pve1/dns", Form(("search", "lab.example"), ("dns1", "9.9.9.9")));
        await Root.SendAsync(HttpMethod.Put, "/nodes/pve1/time", Form(("timezone", "Europe/Vienna")));
        var hosts = await Root.DataAsync("/nodes/pve1/hosts");
        var stale = await Root.PostAsync("/nodes/pve1/hosts", ("data", "127.0.0.1 localhost"), ("digest", new string('0', 40)));
        var time = await Root.DataAsync("/nodes/pve1/time");
        var certificate = await Root.DataAsync("/nodes/pve1/certificates/info");

        Assert.Equal("""{"dns1":"9.9.9.9","search":"lab.example"}""", (await Root.DataAsync("/nodes/pve1/dns")).GetRawText());
        Assert.Contains("192.168.1.11 pve1", hosts.GetProperty("data").GetString(), StringComparison.Ordinal);
        Assert.Equal("detected modified configuration - file changed by other user? Try again.", stale.Reason);
        Assert.InRange(time.GetProperty("localtime").GetInt64() - time.GetProperty("time").GetInt64(), 3600, 7200);
        Assert.Equal(Server.Fingerprint, certificate[0].GetProperty("fingerprint").GetString());
    }

    private Task<SandboxAnswer> PutAsync(string name, params (string Name, string Value)[] form) => Root.SendAsync(HttpMethod.Put, $"{At}/{name}", Form(form));

    private static Dictionary<string, string> Form(params (string Name, string Value)[] form) =>
        form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
}
