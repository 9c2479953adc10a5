namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Ways of saying things that reach beyond one frame: what a clause leaves to its neighbours, what counts from what there is, and what is asked about.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("Stop and delete debian-1", "Stop debian-1|Delete container debian-1 (120) on pve1 with its disks")]
    [InlineData("Restart jellyfin and nas one after the other", "Reboot jellyfin|Reboot nas")]
    [InlineData("Reboot jellyfin (restart)", "Reboot jellyfin")]
    [InlineData("jellyfin keeps stuttering, give it 6 cores", "Change jellyfin: cores 6")]
    [InlineData("restart nas, it hangs", "Reboot nas")]
    [InlineData("Before the upgrade take a snapshot of jellyfin named pre-10", "Snapshot pre-10 of jellyfin")]
    [InlineData("nas should be stopped and old-wiki should be running", "Shut down nas|Start old-wiki")]
    [InlineData("Make sure nas is stopped and old-wiki is running", "Shut down nas|Start old-wiki")]
    [InlineData("snapshot jellyfin as clean", "Snapshot clean of jellyfin")]
    [InlineData("rename nas to dns", "Change nas: name dns")]
    [InlineData("- start pihole\n- stop nas", "Start pihole|Stop nas")]
    [InlineData("Reset nas (hard reset)", "Stop nas|Start nas")]
    [InlineData("fire up pihole and old-wiki", "Start pihole|Start old-wiki")]
    [InlineData("Shut down nas with a timeout of 5 minutes", "Shut down nas")]
    [InlineData("Set the description of nas to \"Files\"", "Change nas: notes Files")]
    [InlineData("Set the startup order of nas to 3", "Change nas: start order order=3")]
    [InlineData("Set the tags of nas to backup and files", "Change nas: tags backup;files")]
    [InlineData("jellyfin starts automatically when the server boots", "Change jellyfin: start at boot yes")]
    [InlineData("Limit jellyfin to 1.5 CPU cores", "Change jellyfin: CPU limit 1.5")]
    [InlineData("Change the VLAN of nas to 50", "Change nas: network card virtio,bridge=vmbr0,tag=50")]
    [InlineData("Create a pool called lab and move nas into it", "Add pool lab|Put nas into the pool lab")]
    [InlineData("Snapshot nas as clean and restart VM", "Snapshot clean of nas|Reboot nas")]
    [InlineData("Stop jellyfin and take a backup to local", "Stop jellyfin|Back up jellyfin to local")]
    [InlineData("Run docker ps -a in jellyfin", "Run in jellyfin: docker ps -a")]
    [InlineData("pct exec 101 -- df -h /srv", "Run in jellyfin: df -h /srv")]
    [InlineData("Linux bridge vmbr9 on pve1, address 10.9.0.1/24, mtu 9000", "Prepare bridge vmbr9 on pve1 with 10.9.0.1/24, MTU 9000|Apply the prepared network of pve1; if that cuts it off, it is mended at its console")]
    [InlineData("Create vmbr9 on pve1 and pve2 without ports and with mtu 9000", "Prepare bridge vmbr9 on pve1, MTU 9000|Apply the prepared network of pve1; if that cuts it off, it is mended at its console|Prepare bridge vmbr9 on pve2, MTU 9000|Apply the prepared network of pve2; if that cuts it off, it is mended at its console")]
    [InlineData("Create the user anna@pve, first name Anna, last name Berg, expires on 2027-01-31", "Add user anna@pve to the cluster, without a password, until 2027-01-31 00:00 UTC")]
    [InlineData("Create a role csi with VM.Audit, a user csi@pve, and give it this role on /", "Add role csi with VM.Audit|Add user csi@pve to the cluster, without a password|Give user csi@pve the role csi on /")]
    [InlineData("Create the user anna@pve and an API token ci for it", "Add user anna@pve to the cluster, without a password|Add the API token anna@pve!ci, with permissions of its own")]
    [InlineData("Create the HA group core with pve1 and pve2 and add nas to it", "Add HA group core of pve1, pve2|Put nas under HA, started, in group core")]
    [InlineData("Add a disk to nas: storage local-lvm, size 5", "Add a disk of 5 GiB on local-lvm to nas as scsi0")]
    [InlineData("Back up nas every night at 2 to local. Keep daily backups for 7 days and weekly backups for 4 weeks", "Add backup job backup-nas: nas to local, 02:00, keep-daily=7,keep-weekly=4")]
    public void A_sentence_becomes_steps(string text, string expected) => Assert.Equal(expected.Split('|'), Titles(text));

    [Theory]
    [InlineData("Create two Debian containers. Name them a-1 and b-1.", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp;create b-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create two Debian containers a-1 on pve1 and b-1 on pve2, 2 cores and 1 GB each", "create a-1 pve1 debian-12 2c 1024M 8G local-lvm vmbr0 dhcp;create b-1 pve2 debian-12 2c 1024M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create Debian containers a-1 and b-1, one on each node", "create a-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp;create b-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create Debian containers a-1, b-1 and c-1 spread over the nodes", "create a-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp;create b-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp;create c-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 on pve1 with 256 MB and 0,5 TB on shared-nfs", "create a-1 pve1 debian-12 1c 256M 512G shared-nfs vmbr0 dhcp")]
    [InlineData("Create a Debian container on pve1: name=a-1; cores=2; memory=1024; rootfs=local-lvm:4; net=vmbr0", "create a-1 pve1 debian-12 2c 1024M 4G local-lvm vmbr0 dhcp")]
    public void New_guests_are_read_from_lists(string text, string expected) => Assert.Equal(expected.Split(';'), Planned.Lines(text));

    [Theory]
    [InlineData("Stop some of the containers on pve1")]
    [InlineData("Restart one of the VMs")]
    [InlineData("Set up networking for the new VM")]
    [InlineData("Delete all VMs on pve2")]
    [InlineData("Delete all running containers")]
    [InlineData("Install the software on jellyfin")]
    [InlineData("Rename nas to \"x; reboot\"")]
    [InlineData("Create a Debian container on storage tape-2")]
    [InlineData("Change the IP address of jellyfin")]
    [InlineData("Create a Debian container on pve1 and put it in")]
    public void What_is_unclear_or_too_much_is_never_planned(string text) => Assert.Null(Planned.OnTestCluster(text).Plan);

    private static string[] Titles(string text)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        return [.. outcome.Plan?.Steps.Select(s => s.Title) ?? []];
    }
}
