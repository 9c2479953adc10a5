namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Several guests in one sentence: each gets what is said of it, and none is passed over.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData("Give nas 4 cores and jellyfin 6 cores", "Change nas: cores 4|Change jellyfin: cores 6")]
    [InlineData("Set the memory of nas to 4 GB and of jellyfin to 8 GB", "Change nas: memory 4 GiB|Change jellyfin: memory 8 GiB")]
    [InlineData("Give nas 4 GB and jellyfin 8 GB of memory", "Change nas: memory 4 GiB|Change jellyfin: memory 8 GiB")]
    [InlineData("Snapshot nas as first-one and jellyfin as second-one", "Snapshot first-one of nas|Snapshot second-one of jellyfin")]
    [InlineData("Tag nas with files and jellyfin with films", "Change nas: tags files|Change jellyfin: tags films")]
    [InlineData("Tag nas and jellyfin with a1, b1 and c1", "Change nas: tags a1;b1;c1|Change jellyfin: tags a1;b1;c1")]
    [InlineData("Restart nas and jellyfin", "Reboot nas|Reboot jellyfin")]
    public void Each_guest_gets_what_is_said_of_it(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, string.Join('\n', outcome.Problems));
        Assert.Equal(expected.Split('|'), outcome.Plan?.Steps.Select(s => s.Title.Split(" → ") is [var before, var after] ? $"{before[..(before.LastIndexOf(' ') + 1)]}{after}" : s.Title));
    }

    [Theory]
    [InlineData("Open port 80 on nas and port 443 on jellyfin from 10.0.0.0/8", "what belongs to which guest?")]
    [InlineData("Create a VM x1 and a container x2 on pve1 with 2 cores", "what else is said belongs to which?")]
    [InlineData("Restart nas and the database", "which guest is meant?")]
    [InlineData("Stop nas, mail and jellyfin", "which guest is meant?")]
    [InlineData("Restart nas and the server", "which guest is meant?")]
    [InlineData("Increase memory and cores of nas to 4", "How much memory?")]
    [InlineData("Back up nas daily at 2:00 and weekly on sunday at 4:00", "one job has one time")]
    [InlineData("Create 2 containers on pve1 with 1 and 2 GB of memory", "“2” and “1”: of what?")]
    [InlineData("Allow port 53 on nas from jellyfin", "by which address?")]
    public void What_is_not_clear_of_each_is_asked(string text, string expected) => Assert.Contains(expected, Planned.Problems(text));

    [Fact]
    public void What_narrows_the_last_of_several_kinds_narrows_all_of_them()
    {
        var both = Planned.OnTestCluster("Shut down all VMs and containers on pve1").Plan;
        var each = Planned.OnTestCluster("Shut down all VMs on pve1 and all containers on pve1").Plan;
        Assert.NotNull(both);
        Assert.Equal(each?.Steps.Select(s => s.Title), both.Steps.Select(s => s.Title));
    }

    [Fact]
    public void Who_is_left_out_may_stand_at_the_end()
    {
        var atEnd = Planned.OnTestCluster("Set the swap of all containers to 2 GB except jellyfin").Plan;
        var before = Planned.OnTestCluster("Set the swap of all containers except jellyfin to 2 GB").Plan;
        Assert.NotNull(atEnd);
        Assert.DoesNotContain(atEnd.Steps, s => s.Subject == "jellyfin");
        Assert.Equal(before?.Steps.Select(s => s.Title), atEnd.Steps.Select(s => s.Title));
    }

    [Fact]
    public void What_is_taken_away_with_another_quality_is_taken_away() =>
        Assert.DoesNotContain(Planned.OnTestCluster("Turn off onboot and protection for nas").Plan?.Steps ?? [], s => s.Title.Contains("protection yes", StringComparison.Ordinal));
}
