namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>What turns a sentence, tells a reason, or goes on with the clause before: understood where it is said in full, and never passed over where it is not.</summary>
public sealed class TurnTests
{
    [Theory]
    [InlineData("Restart nas instead of jellyfin", "Reboot nas")]
    [InlineData("Tag nas with files in addition to media", "Change nas: tags files")]
    [InlineData("If old-wiki is stopped, start it", "Start old-wiki")]
    [InlineData("nas is running out of space, restart it", "Reboot nas")]
    [InlineData("jellyfin keeps stuttering. Give it 6 cores.", "Change jellyfin: cores 6")]
    [InlineData("Shut down nas if it's up", "Shut down nas")]
    [InlineData("Rename nas to files and restart files", "Change nas: name files|Reboot files")]
    [InlineData("Stop nas, and bring it back up", "Stop nas|Start nas")]
    [InlineData("ssh into debian-1 and run df -h", "Run in debian-1: df -h")]
    [InlineData("ssh into debian-1 and restart the sshd service", "Run in debian-1: systemctl restart sshd")]
    [InlineData("Run `docker compose up -d` in /opt/stack on debian-1", "Run in debian-1: cd /opt/stack && docker compose up -d")]
    [InlineData("old-wiki should exist and be running", "Start old-wiki")]
    [InlineData("Make sure that a container jellyfin exists with 6 cores", "Change jellyfin: cores 6")]
    [InlineData("Give nas 4 cores but keep its memory", "")]
    public void A_turn_is_understood(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Theory]
    [InlineData("Create a Debian container vpn: 1 core, 256 MB and 4 GB on shared-nfs", "create vpn pve2 debian-12 1c 256M 4G shared-nfs vmbr0 dhcp")]
    [InlineData("Create a Debian container ct-9 on pve1. No need to start it yet.", "create ct-9 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container on pve1 for 2 users, named ct-9", "create ct-9 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("new ct on pve1: hostname=ct-9 debian 1core 512mb 8gb", "create ct-9 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("We need a Debian container.\n- name: ct-9\n- node: pve1\n- 2 cores", "create ct-9 pve1 debian-12 2c 512M 8G local-lvm vmbr0 dhcp")]
    public void What_a_new_guest_is_to_have_may_stand_around_it(string text, string expected) => Assert.Equal(expected.Split(';'), Planned.Lines(text));

    [Theory]
    [InlineData("Shut down all containers, but nas should be running")]
    [InlineData("Update debian-1 and reboot it if needed")]
    [InlineData("Allow SSH on nas from 10.0.0.5 and HTTP from anywhere")]
    [InlineData("Stop nas, but only if it is idle")]
    [InlineData("If nas is running, delete it")]
    [InlineData("If nas is running, start old-wiki")]
    [InlineData("Delete all snapshots of nas but keep the newest")]
    [InlineData("Take nas out of rotation")]
    [InlineData("take out nas")]
    [InlineData("Instead of deleting nas restart it")]
    [InlineData("Reset nas")]
    [InlineData("Create a VM vm-9 on pve1 with 2 cores, 4 GB, 20 GB and 100 GB")]
    [InlineData("Make the second disk of nas 200 GB")]
    [InlineData("Allow SSH from it on nas")]
    public void What_is_said_in_half_is_never_planned(string text) => Assert.Null(Planned.OnTestCluster(text).Plan);
}
