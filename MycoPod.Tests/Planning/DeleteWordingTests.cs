using MycoPod.Core.Plans;

namespace MycoPod.Tests.Planning;

public sealed class DeleteWordingTests
{
    [Theory]
    [InlineData("Delete the container pihole.")]
    [InlineData("Please remove pihole")]
    [InlineData("destroy container 100")]
    [InlineData("Get rid of pihole!")]
    [InlineData("Get rid of the pihole container.")]
    [InlineData("tear down “pihole” now")]
    [InlineData("delete pihole (100)")]
    [InlineData("Could you delete the CT named pihole on pve1, please?")]
    [InlineData("Delete: pihole")]
    [InlineData("Delete #100 on node pve1")]
    public void Deleting_has_many_words(string text) => Assert.Equal(["delete pihole/100"], Planned.Lines(text));

    [Theory]
    [InlineData("Delete pihole and old-wiki", "delete pihole/100;delete old-wiki/102")]
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
    [InlineData("Delete", "“Delete”")]
    [InlineData("Delete golden", "golden is a template; deleting templates is not supported yet.")]
    [InlineData("Delete pihole (104)", "There is no guest “pihole (104)”")]
    [InlineData("Don't delete pihole", "“Don't”")]
    [InlineData("Never remove pihole", "“Never”")]
    [InlineData("Delete pihole, not old-wiki", "“not”")]
    [InlineData("Delete pihole or old-wiki", "“or”")]
    [InlineData("Delete pihole tomorrow", "“tomorrow”")]
    [InlineData("Remove storage pihole", "“storage”")]
    [InlineData("Delete pihole (jellyfin)", "“jellyfin”")]
    [InlineData("Delete pihole - jellyfin", "“jellyfin”")]
    [InlineData("Delete pihole and jellyfin needs", "“needs”")]
    [InlineData("Delete pihole now jellyfin", "“jellyfin”")]
    [InlineData("Create a Debian container named x-1 and delete it", "x-1 is made by the text: it cannot be deleted by it, too.")]
    [InlineData("Create two Debian containers named x-1 and x-2. Delete the containers.", "x-1 is made by the text")]
    [InlineData("Delete pihole and create a Debian container named pihole", "A guest named pihole exists already")]
    public void What_would_delete_something_else_or_anything_unnamed_is_refused(string text, string expected) => Assert.Contains(expected, Planned.Problems(text));


    [Fact]
    public void A_plan_deletes_what_it_lists() =>
        Assert.Equal("delete 2 guests", Destruction.Of(Planned.OnTestCluster("Delete jellyfin and pihole").Plan ?? Plan.Of([])).Phrase);
}
