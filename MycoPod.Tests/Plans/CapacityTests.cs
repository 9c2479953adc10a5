using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>The test cluster's pve1 has 8 cores, 32 GiB of memory, and 200 GiB free on local-lvm.</summary>
public sealed class CapacityTests
{
    private static readonly NodeName One = new("pve1");

    [Fact]
    public void A_guest_as_large_as_its_node_fits() => Assert.Empty(Problems(Vm("a", cores: 8, memoryMiB: 32 * 1024, diskGiB: 200)));

    [Fact]
    public void A_guest_with_more_than_its_node_has_does_not_fit()
    {
        Assert.Equal(["pve1 has 8 cores, fewer than 9."], Problems(Vm("a", cores: 9, memoryMiB: 1024, diskGiB: 10)));
        Assert.Equal(["pve1 has 32 GiB of memory, less than 33 GiB."], Problems(Vm("a", cores: 1, memoryMiB: 33 * 1024, diskGiB: 10)));
        Assert.Equal(["The plan takes 201 GiB of local-lvm on pve1, which has 200 GiB free."], Problems(Vm("a", cores: 1, memoryMiB: 1024, diskGiB: 201)));
        Assert.Equal(["pve1 has 8 cores, fewer than 16."], Problems(Vm("a", cores: 4, memoryMiB: 1024, diskGiB: 10) with { Processor = new Processor { Sockets = 4 } }));
    }

    [Fact]
    public void Guests_are_summed()
    {
        Assert.Empty(Problems(Vm("a", 1, 16 * 1024, 10), Vm("b", 1, 16 * 1024, 10)));
        Assert.Equal(["With c the plan gives new guests of pve1 33 GiB of memory, and it has 32 GiB."], Problems(Vm("a", 1, 16 * 1024, 10), Vm("b", 1, 16 * 1024, 10), Vm("c", 1, 1024, 10)));
        Assert.Equal(["The plan takes 210 GiB of local-lvm on pve1, which has 200 GiB free."], Problems(Vm("a", 1, 1024, 110), Vm("b", 1, 1024, 100)));
    }

    [Fact]
    public void What_is_changed_of_a_new_guest_counts_once()
    {
        var made = new GuestReference("a", GuestKind.Vm, One);
        Assert.Empty(Problems(Vm("a", 1, 16 * 1024, 10), new ConfigureGuest(made, [new FieldChange("memory", null, "32768")])));
        Assert.Equal(["a would have 64 GiB of memory, and pve1 has 32 GiB."], Problems(Vm("a", 1, 16 * 1024, 10), new ConfigureGuest(made, [new FieldChange("memory", null, "65536")])));
    }

    [Fact]
    public void A_guest_that_exists_is_not_given_more_than_its_node_has()
    {
        var jellyfin = GuestReference.To(TestCluster.Snapshot.Guests.First(g => g.Name == "jellyfin"));
        Assert.Equal(["jellyfin would have 9 cores, and pve1 has 8."], Problems(new ConfigureGuest(jellyfin, [new FieldChange("cores", null, "9")])));
        Assert.Equal(["jellyfin would have 64 GiB of memory, and pve1 has 32 GiB."], Problems(new ConfigureGuest(jellyfin, [new FieldChange("memory", null, "65536")])));
        Assert.Equal(["The plan takes 300 GiB of local-lvm on pve1, which has 200 GiB free."], Problems(new AddDisk(jellyfin, "mp0", "local-lvm", 300, "/data")));
    }

    [Fact]
    public void A_copy_takes_what_its_disks_have()
    {
        var source = TestCluster.Snapshot.Guests.First(g => g.Name == "nas") with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["scsi0"] = "local-lvm:vm-103-disk-0,size=150G", ["memory"] = "1024" } };
        var cluster = TestCluster.Snapshot with { Guests = [.. TestCluster.Snapshot.Guests.Where(g => g.Vmid != source.Vmid), source] };
        var clone = new CloneGuest(GuestReference.To(source), "copy", One, Full: true, Storage: null, Snapshot: null);
        var made = new GuestReference("copy", GuestKind.Vm, One);
        Assert.Empty(On(cluster, clone, new ResizeDisk(made, "scsi0", SeenDisk: null, 200)));
        Assert.Equal(["The plan takes 201 GiB of local-lvm on pve1, which has 200 GiB free."], On(cluster, clone, new ResizeDisk(made, "scsi0", SeenDisk: null, 201)));
        Assert.Equal(["The plan takes 300 GiB of local-lvm on pve1, which has 200 GiB free."], On(cluster, clone, clone with { Name = "copy-2" }));
        var template = cluster with { Guests = [.. cluster.Guests.Select(g => g.Vmid == source.Vmid ? g with { IsTemplate = true } : g)] };
        Assert.Empty(On(template, clone with { Full = false }, clone with { Full = false, Name = "copy-2" }));
    }

    private static string[] On(InventorySnapshot cluster, params Step[] steps) => [.. InventoryRules.Check(Plan.Of(steps), cluster).Select(p => p.Text)];

    private static CreateVm Vm(string name, int cores, int memoryMiB, int diskGiB) =>
        new(name, One, cores, memoryMiB, diskGiB, "local-lvm", "vmbr0", Vlan: null, Image: null, Iso: null, CloudInit: null, Agent: false, StartAtBoot: false, OsType: "l26");

    private static string[] Problems(params Step[] steps) => [.. InventoryRules.Check(Plan.Of(steps), TestCluster.Snapshot).Select(p => p.Text)];
}
