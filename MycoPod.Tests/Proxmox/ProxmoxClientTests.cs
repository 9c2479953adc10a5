using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Proxmox.Guests;
using MycoPod.Sandbox.Auth;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Proxmox;

/// <summary>The typed client against the sandbox over HTTPS.</summary>
public sealed class ProxmoxClientTests : SandboxTest, IExchangeSink
{
    private readonly List<RawExchange> exchanges = [];

    Task IExchangeSink.RecordAsync(RawExchange exchange, CancellationToken cancellationToken)
    {
        exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_inventory_holds_nodes_guests_storages_templates_and_bridges()
    {
        using var connection = Connect(Server.Agent);
        var inventory = await new InventoryReader(new(connection, this), TimeProvider.System).ReadAsync(Token);
        Assert.Equal(("pve-home", "8.4.1"), (inventory.ClusterName, inventory.Version));
        Assert.Equal(["pve1", "pve2", "pve3"], inventory.Nodes.Select(n => n.Name.Value));
        Assert.Contains(inventory.Guests, g => g is { Name: "pihole", Kind: GuestKind.Ct, Power: GuestPower.Running });
        Assert.Contains(inventory.Guests, g => g is { IsTemplate: true, Kind: GuestKind.Vm });
        Assert.Contains(inventory.Templates, t => t.FileName.StartsWith("debian-12-standard", StringComparison.Ordinal));
        Assert.Contains(inventory.Storages, s => s.Name == "local-lvm" && s.Content.Contains("rootdir") && s.AvailableBytes > 0);
        Assert.Contains(inventory.Bridges, b => b.Name == "vmbr0");
        Assert.All(exchanges, e => Assert.Equal(("GET", 200), (e.Method, e.StatusCode)));
    }

    [Fact]
    public async Task The_totals_agree_with_the_inventory_and_count_shared_storages_once()
    {
        using var connection = Connect(Server.Agent);
        var client = new ProxmoxClient(connection, this);
        var inventory = await new InventoryReader(client, TimeProvider.System).ReadAsync(Token);
        var guests = inventory.Guests.Where(g => !g.IsTemplate).ToList();
        var storages = inventory.Storages.DistinctBy(s => (s.Name, s.IsShared ? null : s.Node.Value)).ToList();
        Assert.True(storages.Count < inventory.Storages.Count);
        var totals = await client.GetTotalsAsync(Token);
        Assert.Equal((3, 3), (totals.Nodes, totals.OnlineNodes));
        Assert.Equal((guests.Count, guests.Count(g => g.Power == GuestPower.Running)), (totals.Guests, totals.RunningGuests));
        Assert.Equal(inventory.Nodes.Sum(n => n.MemoryBytes), totals.MemoryBytes);
        Assert.Equal(storages.Sum(s => s.TotalBytes), totals.StorageBytes);
        Assert.InRange(totals.UsedStorageBytes, 1, totals.StorageBytes);
    }

    [Fact]
    public async Task A_guest_that_was_just_made_and_started_is_known_to_run()
    {
        await Agent.RunAsync(Agent.CreateAsync("pve1", 151, ("hostname", "young-1")));
        await Agent.RunAsync(Agent.PostAsync("/nodes/pve1/lxc/151/status/start"));
        using var connection = Connect(Server.Agent);
        var inventory = await new InventoryReader(new(connection, this), TimeProvider.System).ReadAsync(Token);
        var guest = inventory.Guests.Single(g => g.Vmid == new Vmid(151));
        Assert.Equal(("young-1", GuestPower.Running), (guest.Name, guest.Power));
    }

    [Fact]
    public async Task A_guest_that_MycoPod_made_is_known_by_its_mark()
    {
        var marker = CreationMarker.Of(new("0193a0f0-0000-7000-8000-0000000000aa"), 1, 1);
        await Agent.RunAsync(Agent.CreateAsync("pve1", 150, ("hostname", "web-1"), ("tags", "mycopod"), ("description", marker)));
        using var connection = Connect(Server.Agent);
        var inventory = await new InventoryReader(new(connection, this), TimeProvider.System).ReadAsync(Token);
        Assert.Equal(marker, inventory.Guests.Single(g => g.Vmid == new Vmid(150)).Marker);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused_before_anything_is_sent()
    {
        using var connection = new ProxmoxConnection(Credentials(Server.Agent) with { TlsFingerprint = new string('0', 64) }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, this).GetNextFreeVmidAsync(Token));
        Assert.Equal(FailureKind.NeverSent, failure.Kind);
        Assert.Null(Assert.Single(exchanges).StatusCode);
    }

    [Fact]
    public async Task A_missing_privilege_is_named_as_the_server_names_it()
    {
        using var connection = Connect(Server.Nobody);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, this).SendAsync(ProxmoxRequest.Get("/nodes/pve1/status"), Token));
        Assert.Equal(FailureKind.Permission, failure.Kind);
        Assert.Contains("/nodes/pve1, Sys.Audit", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_exchange_is_recorded_whatever_became_of_it_and_holds_no_secret()
    {
        using var connection = Connect(Server.Agent);
        var client = new ProxmoxClient(connection, this);
        await Root.SetFaultAsync("""{"method":"GET","path":"/version","kind":"drop-before"}""");
        await Assert.ThrowsAsync<ProxmoxException>(() => client.SendAsync(ProxmoxRequest.Get("/version"), Token));
        var request = new ProxmoxRequest("POST", "/nodes/pve1/lxc", [.. SandboxClient.Container(161, ("password", "very-secret")), new("memory", "1")]);
        await Assert.ThrowsAsync<ProxmoxException>(() => client.SendAsync(request, Token));
        Assert.Equal([null, 400], exchanges.Select(e => e.StatusCode));
        Assert.NotNull(exchanges[0].Failure);
        Assert.Contains($"password={SecretMask.Mask}", exchanges[1].RequestBody, StringComparison.Ordinal);
        Assert.DoesNotContain(exchanges, e => $"{e}".Contains("very-secret", StringComparison.Ordinal) || $"{e}".Contains(Server.Agent.TokenSecret, StringComparison.Ordinal));
    }

    private static ProxmoxConnection Connect(SandboxCredentials credentials) => new(Credentials(credentials), TimeProvider.System);

    private static ProxmoxCredentials Credentials(SandboxCredentials credentials) =>
        new([.. credentials.Endpoints.Select(e => new Uri(e))], credentials.TokenId, credentials.TokenSecret, credentials.TlsFingerprint);
}
