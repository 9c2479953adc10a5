namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Sentences that tell and ask for nothing are shown as the reason, and never hide that something is to be spared.</summary>
public sealed class StoryTests
{
    [Theory]
    [InlineData("Jellyfin keeps stuttering when it transcodes. Give it 8 GB of RAM.", "Change jellyfin: memory 8 GiB", "Jellyfin keeps stuttering when it transcodes")]
    [InlineData("I bought a new switch. Reboot nas.", "Reboot nas", "I bought a new switch")]
    [InlineData("nas feels sluggish, please reboot it", "Reboot nas", "nas feels sluggish")]
    [InlineData("Movie night! Start old-wiki.", "Start old-wiki", "Movie night")]
    [InlineData("Give nas 4 cores (required)", "Change nas: cores 4", "required")]
    [InlineData("Right-sizing of the media stack:\nnas gets 4 cores", "Change nas: cores 4", "Right-sizing of the media stack")]
    public void What_is_told_is_the_reason(string text, string steps, string reason)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(steps, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
        Assert.Contains($"“{reason}” is taken as the reason: nothing is done about it.", outcome.Assumptions);
    }

    [Theory]
    [InlineData("Reboot nas. The rest can stay as it is.", "Reboot nas", "The rest can stay as it is")]
    [InlineData("Reboot nas. No other guests please.", "Reboot nas", "No other guests please")]
    [InlineData("Shut down nas, but don't delete it", "Shut down nas", "but don't delete it")]
    public void What_stays_as_it_is_is_told(string text, string steps, string what)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.Equal(steps, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
        Assert.Contains($"“{what}”: no step is needed for it.", outcome.Assumptions);
    }

    [Theory]
    [InlineData("Stop all containers. pihole is needed.")]
    [InlineData("pihole is precious. Stop all containers.")]
    [InlineData("Shut down everything. The router vm is special.")]
    [InlineData("Stop all containers, pihole stays")]
    [InlineData("Delete pihole. The thing is full of photos.")]
    [InlineData("Reboot nas. web-9 has 4 coars.")]
    [InlineData("Snapshot nas. jellyfin deserves a reboot.")]
    [InlineData("Reboot nas. web-3 too.")]
    [InlineData("Reboot nas. Don't restart jellyfin.")]
    [InlineData("Delete pihole. Don't delete it.")]
    [InlineData("Reboot nas. I want it to have 8 gigs someday.")]
    [InlineData("nas keeps crashing.")]
    [InlineData("Delete pihole (carefully)")]
    [InlineData("Stop jellyfin (pretend)")]
    [InlineData("Give nas 4 cores (temporarily)")]
    [InlineData("Back up nas to local (encrypted)")]
    [InlineData("Log into nas and stop container")]
    [InlineData("Shut down jellyfin (not nas)")]
    [InlineData("Start pihole (web-9)")]
    public void What_may_be_a_wish_or_spare_something_is_not_passed_over(string text) => Assert.Null(Planned.OnTestCluster(text).Plan);
}
