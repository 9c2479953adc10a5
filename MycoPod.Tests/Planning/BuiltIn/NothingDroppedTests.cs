using MycoPod.Reconciler.Planning.BuiltIn.Words;

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
    [InlineData("Back up nas to local before deleting jellyfin", "Back up nas to local")]
    [InlineData("Back up nas before the upgrade of jellyfin", "Back up nas to local")]
    [InlineData("Back up nas before stopping jellyfin and deleting pihole", "Back up nas to local")]
    public void What_goes_on_with_a_verb_or_stands_before_another_is_read(string text, string expected)
    {
        var outcome = Planned.OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, string.Join('|', outcome.Plan?.Steps.Select(s => s.Title) ?? []));
    }

    [Fact]
    public void What_is_to_happen_later_is_told_as_the_reason() =>
        Assert.Contains(Planned.OnTestCluster("Back up nas to local before deleting jellyfin").Assumptions, a => a.StartsWith("“before deleting jellyfin” is taken as the reason", StringComparison.Ordinal));

    [Theory]
    [InlineData("Shut jellyfin down and on tomorrow", "“on”")]
    [InlineData("Stop jellyfin and on", "“on”")]
    [InlineData("Back up jellyfin to gitea", "“gitea”")]
    [InlineData("Create a Debian container named x-1 with a static address", "Which address is x-1 to have?")]
    [InlineData("Create a Debian container named x-1 with a fixed IP", "Which address is x-1 to have?")]
    [InlineData("Create two Debian containers named x-1 and x-2 with static IPs", "Which address is x-2 to have?")]
    [InlineData("Stop nas 👩‍💻 🎉", "“👩‍💻”, “🎉”")]
    [InlineData("Give nas 9999 GB of RAM", "less than 9999 GiB.")]
    [InlineData("Stop nas and frob the frob frob", "I did not understand: “frob”. ")]
    public void What_is_not_understood_is_named_as_written(string text, string expected) => Assert.Contains(expected, Planned.Problems(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Create a Debian container named x-1 on pve1 with the static IP 192.168.1.50/24", "create x-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 192.168.1.50/24")]
    public void A_static_address_that_is_said_is_taken(string text, string expected) => Assert.StartsWith(expected, Planned.Lines(text)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("Create a Minecraft server", "“Minecraft”")]
    [InlineData("I'd like a Plex server with 4 GB RAM", "“Plex”")]
    [InlineData("Create a Nextcloud server named cloud", "“Nextcloud”")]
    [InlineData("Create a game server", "“game”")]
    [InlineData("Create a reverse proxy container named edge", "“reverse proxy”")]
    public void What_a_guest_is_to_serve_is_told_to_be_left_out(string text, string word) =>
        Assert.Contains(Planned.OnTestCluster(text).Assumptions, a => a.StartsWith($"{word} is taken as what the guest is for", StringComparison.Ordinal));

    [Theory]
    [InlineData("👍", "👍")]
    [InlineData("a👩‍💻b 👋🏽", "a|👩‍💻|b|👋🏽")]
    [InlineData("🇩🇪🇫🇷 ❤️", "🇩🇪|🇫🇷|❤️")]
    public void A_character_of_several_code_units_stays_whole(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TokenReader.Read(text, Lexicon.Default).Select(t => t.Text)));
}
