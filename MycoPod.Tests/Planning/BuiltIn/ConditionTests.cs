namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>States that something is to be done in alone, and parts of a guest that are less than all of it.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("Restart jellyfin unless it is running", "")]
    [InlineData("Restart jellyfin if it is not running", "")]
    [InlineData("Restart jellyfin unless it is stopped", "Reboot jellyfin")]
    [InlineData("Restart pihole unless it is off", "")]
    [InlineData("Stop nas if it is stopped", "")]
    [InlineData("Shut down nas unless it is off", "Shut down nas")]
    [InlineData("Start pihole unless it is running", "Start pihole")]
    [InlineData("Start pihole if it is stopped", "Start pihole")]
    public void What_is_done_in_one_state_alone_is_not_done_in_another(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Equal(expected.Length == 0, outcome.Plan is null);
        Assert.Equal(expected.Length == 0, outcome.Problems.Any(p => p.StartsWith("There is nothing to do.", StringComparison.Ordinal)));
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Theory]
    [InlineData("Start pihole if it is running", "only while it runs already?")]
    [InlineData("Give nas 4 cores if it is stopped", "“if it is stopped”")]
    [InlineData("Restart nas's web server", "is the guest meant, or something in it?")]
    [InlineData("Restart the jellyfin database", "is the guest meant, or something in it?")]
    [InlineData("Delete the jellyfin data", "is the guest meant, or something in it?")]
    [InlineData("Restore the jellyfin database", "is the guest meant, or something in it?")]
    [InlineData("Restart the network interface of nas", "guests are started and stopped as a whole")]
    [InlineData("Snapshot nas with a comment before 30", "“a comment”")]
    [InlineData("Start pihole unless nas is running", "“unless”")]
    public void What_cannot_be_kept_is_named(string text, string expected) => Assert.Contains(expected, Planned.Problems(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Restart the docker service in debian-1", "Run in debian-1: systemctl restart docker")]
    [InlineData("Give nas +2 cores", "Change nas: cores 3")]
    [InlineData("Tag nas with prod and turn it off and on again", "Change nas: tags prod|Shut down nas|Start nas")]
    [InlineData("Hibernate nas", "Suspend nas to disk")]
    [InlineData("Suspend nas to disk", "Suspend nas to disk")]
    [InlineData("Suspend nas", "Suspend nas")]
    [InlineData("nas hangs and does not respond any more, restart it", "Reboot nas")]
    [InlineData("Could someone restart nas? Leave the rest alone.", "Reboot nas")]
    public void What_goes_along_with_it_is_read(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }
}
