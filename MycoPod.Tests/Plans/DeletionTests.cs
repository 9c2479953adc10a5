using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

public sealed class DeletionTests
{
    private static readonly GuestReference Pihole = Existing("pihole");
    private static readonly GuestReference Jellyfin = Existing("jellyfin");
    private static readonly GuestReference Nas = Existing("nas");

    private static readonly CreateContainer Web1 = new(
        "web-1", new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true);

    [Fact]
    public void A_deletion_says_which_guest_goes_and_shows_its_call()
    {
        var steps = PlannedStep.Of(Plan.Of([new DeleteGuest(Pihole), new DeleteGuest(Nas)]));
        Assert.Equal("Delete container pihole (100) on pve1 with its disks", steps[0].Title);
        Assert.Equal("DELETE /nodes/pve1/lxc/100  purge=1", steps[0].Note);
        Assert.Equal("Delete VM nas (103) on pve2 with its disks", steps[1].Title);
        Assert.Equal("DELETE /nodes/pve2/qemu/103  purge=1", steps[1].Note);
        Assert.All(steps, s => Assert.Equal(Risk.Destroy, s.Risk));
    }

    [Fact]
    public void A_deletion_reads_back_from_its_bytes()
    {
        var plan = Plan.Of([new StopGuest(Nas), new DeleteGuest(Nas with { Marker = "mycopod:x" })]);
        Assert.Equal(plan.Steps, Plan.FromBytes(plan.ToBytes()).Steps);
    }

    [Fact]
    public void The_summary_counts_containers_and_VMs_apart()
    {
        Assert.Equal("1 container created, 1 started, 1 container deleted", PlanSummary.Of(Plan.Of([Web1, new StartGuest(Web1.Target), new DeleteGuest(Pihole)])));
        Assert.Equal("1 stopped, 1 VM deleted, 2 containers deleted", PlanSummary.Of(Plan.Of([new DeleteGuest(Nas), new StopGuest(Jellyfin), new DeleteGuest(Jellyfin), new DeleteGuest(Pihole)])));
    }

    [Fact]
    public void Only_a_guest_that_exists_is_deleted_once_and_nothing_follows_for_it()
    {
        var problems = PlanRules.Check(Plan.Of(
        [
            Web1,
            new DeleteGuest(Web1.Target),
            new DeleteGuest(Pihole with { Name = "web-1" }),
            new DeleteGuest(Jellyfin),
            new DeleteGuest(Jellyfin),
            new StartGuest(Jellyfin),
            new StopGuest(Nas),
            new DeleteGuest(Nas),
        ]));
        Assert.Equal(
            [
                "Step 2: web-1 has no number: only a guest that exists can be deleted.",
                "Step 3: web-1 is made by this plan and cannot have the number 100 already.",
                "Step 5: jellyfin (101) is deleted by an earlier step.",
                "Step 6: jellyfin (101) is deleted by an earlier step.",
            ],
            problems.Select(p => p.ToString()));
    }

    [Fact]
    public void On_the_cluster_it_must_be_that_guest_and_stopped_and_no_template()
    {
        Assert.Equal(
            [
                "Step 1: 102 is now container old-wiki on pve2, not container wiki on pve2.",
                "Step 2: There is no guest 500 (pihole) any more.",
                "Step 3: golden is a template; deleting templates is not supported yet.",
                "Step 4: jellyfin runs: it has to be stopped before it is deleted.",
                "Step 7: pihole runs: it has to be stopped before it is deleted.",
            ],
            Check(
                new DeleteGuest(Existing("old-wiki") with { Name = "wiki" }),
                new DeleteGuest(Pihole with { Vmid = new Vmid(500) }),
                new DeleteGuest(Existing("golden")),
                new DeleteGuest(Jellyfin),
                new StopGuest(Pihole),
                new StartGuest(Pihole),
                new DeleteGuest(Pihole)));
        Assert.Empty(Check(new StopGuest(Jellyfin), new DeleteGuest(Jellyfin), new DeleteGuest(Pihole)));
    }

    [Fact]
    public void A_guest_that_another_could_replace_unnoticed_is_not_deleted()
    {
        var nameless = Pihole with { HardwareId = null };
        Assert.Equal(
            ["Step 2: pihole (100) has neither a UUID nor a network card to know it by: another guest could take its place unnoticed. Delete it in Proxmox."],
            PlanRules.Check(Plan.Of([new StopGuest(nameless), new DeleteGuest(nameless), new DeleteGuest(Nas)])).Select(p => p.ToString()));
        Assert.Equal(
            ["Step 1: 100 may be another guest of the name pihole: its UUID, network cards or mark are not those of then."],
            Check(new DeleteGuest(Pihole with { HardwareId = "net0=BC:24:11:FF:FF:FF" })));
    }

    [Fact]
    public void Whether_a_guest_of_an_absent_node_runs_is_not_known_so_it_is_not_deleted_as_it_is()
    {
        var unknown = TestCluster.Snapshot with { Guests = [.. TestCluster.Snapshot.Guests.Select(g => g.Vmid == Pihole.Vmid ? g with { Power = GuestPower.Unknown } : g)] };
        Assert.Equal(["pihole may run: it has to be stopped before it is deleted."], InventoryRules.Check(Plan.Of([new DeleteGuest(Pihole)]), unknown).Select(p => p.Text));
        Assert.Empty(InventoryRules.Check(Plan.Of([new StopGuest(Pihole), new DeleteGuest(Pihole)]), unknown));
    }

    [Fact]
    public void What_is_typed_to_confirm_names_the_one_guest_or_their_number()
    {
        Assert.Equal((0, null), Destroyed(Web1, new StopGuest(Jellyfin)));
        Assert.Equal((1, "jellyfin"), Destroyed(new StopGuest(Jellyfin), new DeleteGuest(Jellyfin)));
        Assert.Equal((2, "delete 2 guests"), Destroyed(new DeleteGuest(Pihole), new DeleteGuest(Jellyfin), new DeleteGuest(Pihole)));
        Assert.Equal((2, "destroy 2 things"), Destroyed(new DeleteGuest(Pihole), new DeleteSnapshot(Jellyfin, "before", null)));
        Assert.Equal((1, "jellyfin"), Destroyed(new RollBackSnapshot(Jellyfin, "before")));
        Assert.Equal(
            ["container pihole (100) on pve1 with its disks", "what changed in jellyfin since its snapshot before", "disk local-lvm:vm-103-disk-1 of nas with its data"],
            Destruction.Of(Plan.Of([new DeleteGuest(Pihole), new RollBackSnapshot(Jellyfin, "before"), new DeleteDisk(Nas, "unused0", "local-lvm:vm-103-disk-1")])).Losses);
    }

    private static (int, string?) Destroyed(params Step[] steps) => Destruction.Of(Plan.Of(steps)) switch { var d => (d.Losses.Count, d.Phrase) };

    private static IEnumerable<string> Check(params Step[] steps) => InventoryRules.Check(Plan.Of(steps), TestCluster.Snapshot).Select(p => p.ToString());

    private static GuestReference Existing(string name) => GuestReference.To(TestCluster.Snapshot.GuestsNamed(name).Single());
}
