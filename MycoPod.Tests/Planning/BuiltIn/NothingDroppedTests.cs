namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Words that are easily passed over, such as a particle, an adjective or a half sentence, are planned, told, or named as they are written.</summary>
public sealed class NothingDroppedTests
{
    [Theory]
    [InlineData("Turn jellyfin off and on again.", "Shut down jellyfin|Start jellyfin")]
    [InlineData("Switch jellyfin off and on.", "Shut down jellyfin|Start jellyfin")]
    [InlineData("Turn jellyfin off, then on", "Shut down jellyfin|Start jellyfin")]
    [InlineData("Turn jellyfin off. Then on again.", "Shut down jellyfin|Start jellyfin")]
    [InlineData("Turn jellyfin and nas off and back on", "Shut down jellyfin|Shut down nas|Start jellyfin|Start nas")]
    [InlineData("Power off jellyfin and on old-wiki", "Shut down jellyfin|Start old-wiki")]
    public void What_goes_on_with_a_verb_or_stands_before_another_is_read(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Theory]
    [InlineData("Shut jellyfin down and on tomorrow", "“on”")]
    [InlineData("Stop jellyfin and on", "“on”")]
    public void What_is_not_understood_is_named_as_written(string text, string expected) => Assert.Contains(expected, Planned.Problems(text), StringComparison.Ordinal);
}
