using MycoPod.Core.Inventory;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>What only leaves a pool, or was named beside a guest, is not that guest's end.</summary>
public sealed class LeavingTests
{
    private static readonly InventorySnapshot Cluster = TestCluster.Snapshot with
    {
        Pools = [new("lab")],
        Guests = [.. TestCluster.Snapshot.Guests.Select(g => g.Name is "pihole" or "old-wiki" or "nas" ? g with { Pool = "lab" } : g)],
    };

    [Theory]
    [InlineData("Remove all guests from the pool lab", "pihole", "old-wiki", "nas")]
    [InlineData("Remove all guests from the pool lab except nas", "pihole", "old-wiki")]
    [InlineData("Drop every container from the lab pool", "pihole", "old-wiki")]
    [InlineData("Take all guests out of the pool lab", "pihole", "old-wiki", "nas")]
    [InlineData("The pool lab should contain only nas", "pihole", "old-wiki")]
    [InlineData("I want the pool lab to have exactly these members: pihole and nas", "old-wiki")]
    [InlineData("Only pihole and nas should be in the pool lab", "old-wiki")]
    public void Who_leaves_a_pool_stays_what_it_is(string text, params string[] names)
    {
        var outcome = Planned.On(Cluster, text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(names.Select(n => $"Take {n} out of the pool lab").Order(StringComparer.Ordinal), (outcome.Plan?.Steps ?? []).Select(s => s.Title).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Delete all guests from the pool lab")]
    [InlineData("Get rid of all containers from the pool lab")]
    [InlineData("Remove all stopped guests from pve1")]
    [InlineData("Detach net1 from nas and delete it")]
    [InlineData("Take a snapshot called clean of nas and then remove it")]
    [InlineData("Take nas out of the pool lab and delete it")]
    [InlineData("Remove the tag web from nas and delete it")]
    [InlineData("Eject the CD of nas. Then delete it.")]
    [InlineData("The disk of nas is broken. Delete it.")]
    [InlineData("Create a pool p9, put nas in it and delete it")]
    [InlineData("Tag nas with old, back it up and delete it")]
    [InlineData("Create the pool p9 and remove nas from it")]
    [InlineData("Put nas in the pool lab. Remove pihole from there.")]
    [InlineData("Remove nas from media")]
    [InlineData("Remove nas from the proxy")]
    [InlineData("Remove nas off the web")]
    [InlineData("Delete jellyfin media")]
    [InlineData("Delete the stopped nas")]
    [InlineData("The old snapshot of nas is useless. Delete it.")]
    [InlineData("nas has an outdated backup. Delete it.")]
    public void What_is_meant_by_a_bare_word_is_asked_before_a_guest_is_destroyed(string text) => Assert.Null(Planned.On(Cluster, text).Plan);

    [Theory]
    [InlineData("Stop monitoring nas")]
    [InlineData("Stop the database on nas")]
    [InlineData("Restart the web server on nas")]
    [InlineData("Start over with pihole")]
    [InlineData("Rename a copy of nas to vault")]
    [InlineData("Roll back the database of nas to before")]
    [InlineData("Add a 10 GB disk to nas and grow it by 5 GB")]
    [InlineData("Add a second network card to nas on vmbr0 and set it to VLAN 20")]
    [InlineData("pct exec 101 -- uptime, and then stop nas")]
    [InlineData("pct exec 101 -- reboot tomorrow")]
    public void What_is_less_than_the_guest_or_something_beside_it_is_asked(string text) => Assert.Null(Planned.On(Cluster, text).Plan);

    [Theory]
    [InlineData("Stop jellyfin on pve1 and delete it", "Stop jellyfin|Delete container jellyfin (101) on pve1 with its disks")]
    [InlineData("Back up pihole to local, then delete it", "Back up pihole to local|Delete container pihole (100) on pve1 with its disks")]
    [InlineData("Make a backup of pihole to local and then destroy it", "Back up pihole to local|Delete container pihole (100) on pve1 with its disks")]
    public void Where_only_the_guest_was_named_it_is_meant(string text, string expected) => Assert.Equal(expected, string.Join('|', Planned.On(Cluster, text).Plan?.Steps.Select(s => s.Title) ?? []));

    [Theory]
    [InlineData("Stop all guests whose names begin with debian-", "Stop debian-1")]
    [InlineData("Delete all containers whose names start with old-", "Delete container old-wiki (102) on pve2 with its disks")]
    [InlineData("Delete all containers with names starting with 'old-*'", "Delete container old-wiki (102) on pve2 with its disks")]
    public void Guests_are_told_by_how_their_names_begin(string text, string expected) => Assert.Equal(expected, string.Join('|', Planned.On(Cluster, text).Plan?.Steps.Select(s => s.Title) ?? []));

    [Theory]
    [InlineData("Delete all containers whose names start with *")]
    [InlineData("Delete the containers whose names start with old-")]
    [InlineData("Delete all containers whose names start with old- or end with wiki")]
    public void A_beginning_that_tells_nobody_from_the_rest_destroys_nothing(string text) => Assert.Null(Planned.On(Cluster, text).Plan);
}
