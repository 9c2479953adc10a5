using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Sandbox.Auth;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Proxmox;

/// <summary>The whole of a cluster in one snapshot.</summary>
public sealed class InventoryReaderTests(ITestOutputHelper output) : SandboxTest
{
    private readonly ExchangeList exchanges = [];

    [Fact]
    public async Task Two_hundred_guests_are_read_in_under_two_seconds_with_at_most_twenty_requests_under_way()
    {
        LargeCluster.Fill(Server, 200);
        using var connection = Connect(Server.Agent);
        var reader = new InventoryReader(new(connection, exchanges), TimeProvider.System);
        List<double> seconds = [];
        for (var round = 0; round < 5; round++)
        {
            exchanges.Clear();
            var begin = TimeProvider.System.GetTimestamp();
            var inventory = await reader.ReadAsync(Token);
            seconds.Add(TimeProvider.System.GetElapsedTime(begin).TotalSeconds);
            Assert.Equal(200, inventory.Guests.Count);
            Assert.All(inventory.Guests, g => Assert.NotNull(g.Digest));
        }

        output.WriteLine($"{string.Join(", ", seconds.Select(s => $"{s:0.00} s"))}; at most {MostAtOnce()} under way, {exchanges.Count} requests");
        Assert.InRange(MostAtOnce(), 2, ProxmoxConnection.MostReadings);
        Assert.True(seconds.Min() < 2, $"the fastest of five took {seconds.Min():0.00} s");
    }

    [Fact]
    public async Task A_guest_comes_with_its_configuration_digest_and_pool()
    {
        Server.State.Change(cluster =>
        {
            cluster.Pools.Add(new() { Id = "lab" });
            cluster.Guests.Single(g => g.Vmid == 101).Pool = "lab";
        });
        var guest = (await ReadAsync(Server.Agent)).Guests.Single(g => g.Vmid == new Vmid(101));
        var config = await Agent.DataAsync("/nodes/pve1/lxc/101/config");
        Assert.Equal(config.GetProperty("digest").GetString(), guest.Digest);
        Assert.Equal((config.GetProperty("net0").GetString(), "512"), (guest.Settings["net0"], guest.Settings["memory"]));
        Assert.Equal("lab", guest.Pool);
    }

    [Fact]
    public async Task Images_and_pools_are_listed_backups_counted_and_what_is_shared_is_read_once()
    {
        var now = TimeProvider.System.GetUtcNow();
        Server.State.Change(cluster =>
        {
            cluster.Guests.Single(g => g.Vmid == 101).Pool = "lab";
            cluster.Volumes.Add(new("tank:iso/debian-12.iso", "iso", "", 700, now));
            cluster.Volumes.Add(new("local:iso/alpine.iso", "iso", "", 200, now) { Node = "pve2" });
            cluster.Volumes.Add(new("tank:backup/vzdump-lxc-101-2026_01_01-00_00_00.tar.zst", "backup", "tar.zst", 100, now) { Vmid = 101 });
        });
        var inventory = await ReadAsync(Server.Agent);
        Assert.Equal(
            [("pve1", "tank:iso/debian-12.iso"), ("pve2", "local:iso/alpine.iso"), ("pve2", "tank:iso/debian-12.iso"), ("pve3", "tank:iso/debian-12.iso")],
            inventory.Images.Select(i => (i.Node.Value, i.Volume)));
        Assert.Equal(1, inventory.Backups);
        Assert.Equal(["lab"], inventory.Pools.Select(p => p.Name));
        Assert.Single(exchanges.Calls, c => c.EndsWith("/storage/tank/content", StringComparison.Ordinal));
        Assert.Empty(inventory.Gaps);
    }

    [Fact]
    public async Task What_the_token_may_not_see_is_said()
    {
        var inventory = await ReadAsync(Server.Nobody);
        Assert.Equal(("cluster", "8.4.1"), (inventory.ClusterName, inventory.Version));
        Assert.Empty(inventory.Guests);
        Assert.Equal(
            [
                "Guests may be missing: VM.Audit on /vms is not granted.",
                "Nodes may be missing: Sys.Audit on /nodes is not granted.",
                "Storages may be missing: Datastore.Audit or Datastore.AllocateSpace on /storage is not granted.",
                "Bridges may be missing: SDN.Audit or SDN.Use on /sdn/zones/localnetwork is not granted.",
                "Pools may be missing: Pool.Audit on /pool is not granted.",
            ],
            inventory.Gaps);
    }

    [Fact]
    public async Task A_storage_or_configuration_that_cannot_be_read_is_a_gap_and_ends_nothing()
    {
        await Root.SetFaultAsync("""{"method":"GET","path":"/nodes/pve2/storage/local/content","kind":"status","status":500,"message":"unable to activate storage 'local'"}""");
        await Root.SetFaultAsync("""{"method":"GET","path":"/nodes/pve1/lxc/101/config","kind":"status","status":500,"message":"Permission denied"}""");
        var inventory = await ReadAsync(Server.Agent);
        Assert.Equal(
            ["What is on local of pve2 cannot be seen: unable to activate storage 'local' (500)", "The configuration of 101 cannot be seen."],
            inventory.Gaps);
        Assert.Equal(["pve1", "pve2", "pve3"], inventory.Nodes.Select(n => n.Name.Value));
    }

    [Fact]
    public async Task The_tokens_permissions_come_along()
    {
        var permissions = (await ReadAsync(Server.Agent)).Permissions;
        Assert.True(permissions?.May("/vms/101", "VM.PowerMgmt"));
        Assert.False(permissions?.May("/vms/101", "Permissions.Modify"));
    }

    [Fact]
    public void A_privilege_reaches_down_where_its_rule_does_and_until_another_rule()
    {
        var permissions = new TokenPermissions(new Dictionary<string, IReadOnlyDictionary<string, bool>>
        {
            ["/"] = new Dictionary<string, bool> { ["Sys.Audit"] = true, ["VM.Audit"] = true, ["Sys.Console"] = false },
            ["/vms/100"] = new Dictionary<string, bool> { ["VM.PowerMgmt"] = true },
            ["/pool/lab"] = new Dictionary<string, bool> { ["Pool.Audit"] = false },
        });
        Assert.True(permissions.May("/", "Sys.Console"));
        Assert.False(permissions.May("/nodes/pve1", "Sys.Console"));
        Assert.True(permissions.May("/vms/101", "VM.Audit"));
        Assert.False(permissions.May("/vms/100", "VM.Audit"));
        Assert.True(permissions.May("/vms/100", "VM.PowerMgmt"));
        Assert.False(permissions.May("/vms", "VM.PowerMgmt"));
        Assert.True(permissions.MaySomewhere("/vms", "VM.PowerMgmt"));
        Assert.False(permissions.MaySomewhere("/vm", "VM.PowerMgmt"));
        Assert.True(permissions.MaySomewhere("/", "Pool.Audit"));
        Assert.False(permissions.May("/pool/lab/web", "Pool.Audit"));
    }

    private async Task<InventorySnapshot> ReadAsync(SandboxCredentials credentials)
    {
        using var connection = Connect(credentials);
        return await new InventoryReader(new(connection, exchanges), TimeProvider.System).ReadAsync(Token);
    }

    /// <summary>The most exchanges that overlap at one moment.</summary>
    private int MostAtOnce() => exchanges.Max(e => exchanges.Count(o => o.StartedAt <= e.StartedAt && o.StartedAt + o.Duration > e.StartedAt));

    private static ProxmoxConnection Connect(SandboxCredentials credentials) => new(
        new([.. credentials.Endpoints.Select(e => new Uri(e))], credentials.TokenId, credentials.TokenSecret, credentials.TlsFingerprint), TimeProvider.System);
}
