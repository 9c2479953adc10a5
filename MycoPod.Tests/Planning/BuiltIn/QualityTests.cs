namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>What is said beside the thing itself: notes, limits, priorities, and what a guest of its kind does not know.</summary>
public sealed class QualityTests
{
    [Theory]
    [InlineData("Snapshot nas as clean with the description 'before it'", "Snapshot clean of nas, notes \"before it\"")]
    [InlineData("Back up nas to local and protect it from pruning", "Back up nas to local, protected")]
    [InlineData("Back up nas to local with the note \"before it\"", "Back up nas to local, notes \"before it\"")]
    [InlineData("Back up all guests except nas every night at 2 to local", "Add backup job backup: all guests but nas to local, 02:00")]
    [InlineData("Make nas highly available with at most 3 restarts and up to 2 relocations", "Put nas under HA, started, at most 3 restarts, at most 2 moves")]
    [InlineData("Create an HA group quick with pve1 at priority 2 and pve2 at priority 1, no failback", "Add HA group quick of pve1:2, pve2:1, without going back")]
    [InlineData("Attach a second disk with 20 GB to nas, SSD emulation and discard on", "Add a disk of 20 GiB on local-lvm to nas as scsi0, with discard on, ssd on")]
    [InlineData("Limit nas to 2 cores (cpulimit 2) and set its cpuunits to 200", "Change nas: CPU limit 2|Change nas: CPU weight 200")]
    public void It_goes_into_the_step(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Theory]
    [InlineData("Give jellyfin the cpu type host", "jellyfin is a container: it has no CPU type.")]
    [InlineData("Give nas 1 GB of swap", "nas is a VM: it has no swap that Proxmox sets.")]
    [InlineData("Create a Debian container x-1 on pve1 with ballooning of 1 GB", "x-1 is a container: it has no ballooning.")]
    [InlineData("Create a VM x-1 on pve1 with a 20 GB disk on local-lvm and a second 20 GB disk on shared-nfs", "which disk is to be on which storage?")]
    public void What_a_guest_does_not_know_is_told(string text, string expected) => Assert.Contains(expected, Planned.Problems(text), StringComparison.Ordinal);
}
