using MycoPod.Core.Inventory;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>How a disk that is there is attached: nas has two disks, home-assistant one, and jellyfin is a container.</summary>
public sealed class DiskOptionsTests
{
    private static readonly InventorySnapshot Cluster = TestCluster.With(
        ("nas", Disks("local-lvm:vm-103-disk-0,size=32G", "local-lvm:vm-103-disk-1,iothread=1,size=100G")),
        ("home-assistant", Disks("local-lvm:vm-104-disk-0,discard=on,size=32G", second: null)));

    [Theory]
    [InlineData("Turn on discard and SSD emulation for scsi0 of nas", "Change nas: scsi0 size=32G → size=32G,discard=on,ssd=1")]
    [InlineData("Exclude scsi1 of nas from backups", "Change nas: scsi1 iothread=1,size=100G → iothread=1,size=100G,backup=0")]
    [InlineData("Set the cache mode of the second disk of nas to writeback", "Change nas: scsi1 iothread=1,size=100G → iothread=1,size=100G,cache=writeback")]
    [InlineData("Disable discard on home-assistant's disk", "Change home-assistant: scsi0 discard=on,size=32G → size=32G")]
    [InlineData("Enable ssd emulation on all disks of nas", "Change nas: scsi0 size=32G → size=32G,ssd=1|Change nas: scsi1 iothread=1,size=100G → iothread=1,size=100G,ssd=1")]
    public void Options_of_a_disk_are_changed(string text, string expected)
    {
        var outcome = Planned.On(Cluster, text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Theory]
    [InlineData("Turn on discard for the disk of nas", "Which disk of nas?")]
    [InlineData("Turn on discard for scsi5 of nas", "nas has no disk scsi5. It has scsi0, scsi1.")]
    [InlineData("Turn on discard for the root disk of jellyfin", "jellyfin is a container: its disks have no such options.")]
    [InlineData("Turn on discard for the disk of home-assistant", "There is nothing to do.")]
    public void What_cannot_be_or_is_so_already_is_told(string text, string expected)
    {
        var outcome = Planned.On(Cluster, text);
        Assert.Contains(expected, string.Join('\n', [outcome.Plan is { Steps.Count: 0 } ? "There is nothing to do." : "", .. outcome.Problems]), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Disks(string first, string? second)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal) { ["scsi0"] = first };
        if (second is not null) settings["scsi1"] = second;
        return settings;
    }
}
