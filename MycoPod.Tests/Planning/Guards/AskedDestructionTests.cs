using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.Guards;

namespace MycoPod.Tests.Planning.Guards;

/// <summary>What people do ask for is let through; what is not asked for is in the attacks.</summary>
public sealed class AskedDestructionTests
{
    private static readonly InventorySnapshot Cluster = TestCluster.Snapshot with
    {
        Guests =
        [
            .. TestCluster.Snapshot.Guests.Select(g => g.Name is "pihole" or "old-wiki" ? g with { Pool = "lab", Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["tags"] = "test;web" } } : g),
            .. Enumerable.Range(1, 3).Select(i => new Guest(new(200 + i), $"k8s-{i}", GuestKind.Vm, new("pve1"), GuestPower.Stopped, IsTemplate: false, HardwareId: $"net0={i}")),
        ],
    };

    [Theory]
    [InlineData("Delete pihole", "pihole")]
    [InlineData("rm pihole", "pihole")]
    [InlineData("rm ct 100", "pihole")]
    [InlineData("Please remove the container pihole.", "pihole")]
    [InlineData("destroy container 100", "pihole")]
    [InlineData("Delete #100 on node pve1", "pihole")]
    [InlineData("Remove pihole from the cluster", "pihole")]
    [InlineData("Get rid of old-wiki and pihole, they are no longer needed.", "pihole", "old-wiki")]
    [InlineData("Delete:\n- pihole\n- old-wiki", "pihole", "old-wiki")]
    [InlineData("Tear down k8s-1 to k8s-3.", "k8s-1", "k8s-2", "k8s-3")]
    [InlineData("Stop pihole and delete it.", "pihole")]
    [InlineData("I no longer need pihole. Shut it down, then delete it.", "pihole")]
    [InlineData("Stop pihole and old-wiki, then delete both.", "pihole", "old-wiki")]
    [InlineData("Start jellyfin, then delete \"old-wiki\" and create web-9.", "old-wiki")]
    [InlineData("Delete all stopped containers tagged test.", "pihole", "old-wiki")]
    [InlineData("Delete every stopped VM on pve1.", "home-assistant", "k8s-1")]
    [InlineData("Remove all guests in pool lab", "pihole", "old-wiki")]
    [InlineData("Delete all VMs named k8s-*", "k8s-1", "k8s-3")]
    [InlineData("Delete all containers tagged test except old-wiki", "pihole")]
    [InlineData("Do not touch nas. Delete old-wiki.", "old-wiki")]
    [InlineData("pihole has to go: delete that container.", "pihole")]
    public void A_guest_that_is_asked_for_is_let_go(string text, params string[] names) =>
        Assert.Empty(Check(text, [.. names.Select(n => new DeleteGuest(GuestReference.To(Cluster.GuestsNamed(n).Single())))]));

    /// <summary>It stays what it is: only a pool, a job or the like is left.</summary>
    [Theory]
    [InlineData("Remove pihole from the pool lab.")]
    [InlineData("Remove all guests from the pool lab.")]
    [InlineData("Drop pihole from HA.")]
    [InlineData("Remove old-wiki and pihole from the nightly backup job.")]
    [InlineData("Clear all containers out of the lab pool.")]
    public void A_guest_that_leaves_something_is_not_destroyed(string text) =>
        Assert.NotEmpty(Check(text, new DeleteGuest(GuestReference.To(Cluster.GuestsNamed("pihole").Single()))));

    [Theory]
    [InlineData("Destroy pihole and purge it from backup jobs, replication and HA.")]
    [InlineData("Remove pihole including all its data and purge it from jobs.")]
    public void What_is_destroyed_may_leave_its_jobs_as_well(string text) =>
        Assert.Empty(Check(text, new DeleteGuest(GuestReference.To(Cluster.GuestsNamed("pihole").Single()))));

    /// <summary>"home assistant" is near enough to restart home-assistant, and not to destroy it.</summary>
    [Theory]
    [InlineData("Delete the old wiki page.", "old-wiki")]
    [InlineData("Delete all data of home assistant.", "home-assistant")]
    public void Words_that_are_like_a_name_destroy_nothing(string text, string name) => Assert.NotEmpty(Check(text, new DeleteGuest(GuestReference.To(Cluster.GuestsNamed(name).Single()))));

    [Theory]
    [InlineData("Delete the storage fast.")]
    [InlineData("Remove fast from the cluster's storages.")]
    [InlineData("Unregister storage 'fast'.")]
    public void So_is_a_storage(string text) => Assert.Empty(Check(text, new RemoveStorage("fast", "zfspool")));

    [Fact]
    public void So_are_files_snapshots_disks_pools_and_jobs()
    {
        var pihole = GuestReference.To(Cluster.GuestsNamed("pihole").Single());
        Assert.Empty(Check("Roll pihole back to its snapshot before.", new RollBackSnapshot(pihole, "before")));
        Assert.Empty(Check("Restore pihole to before-update.", new RollBackSnapshot(pihole, "before-update")));
        Assert.Empty(Check("pihole: revert to before", new RollBackSnapshot(pihole, "before")));
        Assert.Empty(Check("Delete the snapshot before of pihole.", new DeleteSnapshot(pihole, "before", 1)));
        Assert.Empty(Check("Delete pihole's unused disk.", new DeleteDisk(pihole, "unused0", "local-lvm:vm-100-disk-1")));
        Assert.Empty(Check("Delete the backups of pihole.", new DeleteVolume(new("pve1"), "local:backup/vzdump-lxc-100-2026_01_02-03_04_05.tar.zst", 1)));
        Assert.Empty(Check("Remove the Windows 11 ISO.", new DeleteVolume(new("pve1"), "local:iso/Win11_24H2_English_x64.iso", 1)));
        Assert.Empty(Check("Remove the Debian 11 template from pve1.", new DeleteVolume(new("pve1"), "local:vztmpl/debian-11-standard_11.7-1_amd64.tar.zst", 1)));
        Assert.Empty(Check("Remove the pool media and the backup job nightly.", new RemovePool("media"), new RemoveJob("backup", "nightly")));
    }

    [Theory]
    [InlineData("pihole: delete the old logs.")]
    [InlineData("Delete the pihole data.")]
    [InlineData("Wipe the pihole database")]
    [InlineData("pihole: revert to before.")]
    public void A_guest_that_only_heads_a_sentence_is_not(string text) =>
        Assert.NotEmpty(Check(text, new DeleteGuest(GuestReference.To(Cluster.GuestsNamed("pihole").Single()))));

    private static IReadOnlyList<string> Check(string text, params Step[] steps) => [.. new AskedDestruction().Check(text, Plan.Of(steps), Cluster).Select(p => p.ToString())];
}
