using MycoPod.Core.Plans;

namespace MycoPod.Tests.Planning;

public sealed class DeleteWordingTests
{
    [Theory]
    [InlineData("Delete pihole")]
    [InlineData("Delete the container pihole.")]
    [InlineData("Please remove pihole")]
    [InlineData("destroy container 100")]
    [InlineData("Get rid of pihole!")]
    [InlineData("Get rid of the pihole container.")]
    [InlineData("tear down “pihole” now")]
    [InlineData("Remove pihole from the cluster")]
    [InlineData("delete pihole (100)")]
    [InlineData("Could you delete the CT named pihole on pve1, please?")]
    [InlineData("Delete: pihole")]
    [InlineData("Delete #100 on node pve1")]
    public void Deleting_has_many_words(string text) => Assert.Equal(["delete pihole/100"], Planned.Lines(text));

    [Theory]
    [InlineData("Delete pihole and old-wiki", "delete pihole/100;delete old-wiki/102")]
    [InlineData("Delete:\n- pihole\n- old-wiki", "delete pihole/100;delete old-wiki/102")]
    [InlineData("Remove container 100 and 102, and the VM home-assistant.", "delete pihole/100;delete old-wiki/102;delete home-assistant/104")]
    [InlineData("Destroy vm nas", "stop nas/103;delete nas/103")]
    [InlineData("Stop jellyfin and delete it.", "stop jellyfin/101;delete jellyfin/101")]
    [InlineData("Stop jellyfin and nas, then delete both.", "stop jellyfin/101;stop nas/103;delete jellyfin/101;delete nas/103")]
    [InlineData("Delete jellyfin and start pihole.", "stop jellyfin/101;delete jellyfin/101;start pihole/100")]
    [InlineData("Delete the VM twin", "delete twin/111")]
    [InlineData("delete debian-1", "stop debian-1/120;delete debian-1/120")]
    [InlineData("Delete old-wiki. Create a Debian container named wiki on pve2.", "delete old-wiki/102;create wiki pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    public void Several_guests_and_guests_that_run(string text, string expected) => Assert.Equal(expected.Split(';'), Planned.Lines(text));

    [Fact]
    public void A_guest_that_runs_is_said_to_be_stopped_first()
    {
        Assert.Equal(["jellyfin runs: it is stopped first, hard."], Planned.OnTestCluster("Delete jellyfin").Assumptions);
        Assert.Empty(Planned.OnTestCluster("Delete pihole").Assumptions);
    }

    [Theory]
    [InlineData("Delete all my containers", "“all my containers” names no guest. Say which ones, by name or number.")]
    [InlineData("Delete everything", "“everything” names no guest")]
    [InlineData("Remove every container on pve1", "names no guest")]
    [InlineData("Delete the containers", "“containers”")]
    [InlineData("Delete", "“Delete”: which guest? Give its name or number.")]
    [InlineData("Delete it", "“it”: which guests?")]
    [InlineData("Delete golden", "golden is a template; deleting templates is not supported yet.")]
    [InlineData("Delete twin", "“twin” is the name of 2 guests")]
    [InlineData("Delete the pihole VM", "“pihole” is container 100 on pve1, not VM")]
    [InlineData("Delete pihole container 102", "“102”")]
    [InlineData("Delete the pihole and old-wiki containers", "“containers”")]
    [InlineData("Delete VM pihole", "“pihole” is container 100 on pve1, not VM")]
    [InlineData("Delete pihole on pve2", "“pihole” is container 100 on pve1")]
    [InlineData("Delete pihole (104)", "There is no guest “pihole (104)”")]
    [InlineData("Delete pi-hole", "Did you mean pihole?")]
    [InlineData("Delete 555", "There is no guest “555”.")]
    [InlineData("Don't delete pihole", "“Don't”")]
    [InlineData("Never remove pihole", "“Never”")]
    [InlineData("Delete pihole if it is stopped", "“if”")]
    [InlineData("Delete all containers except pihole", "“except”")]
    [InlineData("Delete pihole, not old-wiki", "“not”")]
    [InlineData("Delete pihole but keep its disk", "“but”")]
    [InlineData("Delete pihole or old-wiki", "“or”")]
    [InlineData("Delete pihole tomorrow", "“tomorrow”")]
    [InlineData("Should I delete pihole?", "“Should”")]
    [InlineData("Delete the disk of pihole", "“disk”, “of”, “pihole”")]
    [InlineData("Delete pihole's disk", "“disk”")]
    [InlineData("Delete the snapshot of pihole", "“snapshot” is not supported yet")]
    [InlineData("Remove pihole from the backups", "“backups” is not supported yet")]
    [InlineData("Remove the backup pihole", "“backup” is not supported yet")]
    [InlineData("Delete storage local-lvm", "“storage”")]
    [InlineData("Remove storage pihole", "“storage”")]
    [InlineData("Delete node pve1", "“node”")]
    [InlineData("Delete node pve1 and pihole", "“node”")]
    [InlineData("Remove pihole from node pve1", "“from node”, “pve1”")]
    [InlineData("Remove the network from pihole", "“network”, “from pihole”")]
    [InlineData("Remove 2 GB of memory from pihole", "“memory”")]
    [InlineData("Delete the template pihole", "“template”")]
    [InlineData("Delete the image debian-1", "“image”")]
    [InlineData("Remove the latest pihole", "“the latest”")]
    [InlineData("Remove the tag web from pihole", "“tag” is not supported yet")]
    [InlineData("Delete the container with pihole", "“with”")]
    [InlineData("Delete pihole (jellyfin)", "“jellyfin”")]
    [InlineData("Delete pihole - jellyfin", "“jellyfin”")]
    [InlineData("Delete pihole and jellyfin needs", "“needs”")]
    [InlineData("Delete pihole now jellyfin", "“jellyfin”")]
    [InlineData("Wipe pihole", "“Wipe” is not supported yet")]
    [InlineData("kill pihole", "“kill” is not supported yet")]
    [InlineData("Deleting pihole", "“Deleting”")]
    [InlineData("Delete pihole. Start pihole.", "pihole is deleted by the text before: nothing can follow for it.")]
    [InlineData("Delete pihole and stop it", "pihole is deleted by the text before")]
    [InlineData("Delete pihole. Delete 100.", "pihole is deleted by the text before")]
    [InlineData("Create a Debian container named x-1 and delete it", "x-1 is made by the text: it cannot be deleted by it, too.")]
    [InlineData("Create two Debian containers named x-1 and x-2. Delete the containers.", "x-1 is made by the text")]
    [InlineData("Delete pihole and create a Debian container named pihole", "A guest named pihole exists already")]
    public void What_would_delete_something_else_or_anything_unnamed_is_refused(string text, string expected) => Assert.Contains(expected, Planned.Problems(text));

    [Fact]
    public void Without_a_cluster_nothing_is_deleted() =>
        Assert.Contains("cannot be looked up", Assert.Single(Planned.On(inventory: null, "Delete pihole").Problems));

    [Fact]
    public void A_plan_deletes_what_it_lists() =>
        Assert.Equal("delete 2 guests", Destruction.Of(Planned.OnTestCluster("Delete jellyfin and pihole").Plan ?? Plan.Of([])).Phrase);
}
