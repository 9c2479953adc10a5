namespace MycoPod.Tests.Planning;

public sealed class PowerWordingTests
{
    [Theory]
    [InlineData("start pihole")]
    [InlineData("Start the container pihole.")]
    [InlineData("Please boot pihole")]
    [InlineData("Power on “pihole”!")]
    [InlineData("turn on pihole")]
    [InlineData("Start the pihole container")]
    [InlineData("Turn pihole on.")]
    [InlineData("Make sure pihole is running")]
    [InlineData("make sure that the container pihole is up and running")]
    [InlineData("Ensure pihole is started.")]
    [InlineData("start CT 100")]
    [InlineData("Start container 100 on node pve1")]
    [InlineData("start pihole (100)")]
    [InlineData("Bring pihole up")]
    [InlineData("boot pihole up")]
    [InlineData("Can you start pihole please?")]
    [InlineData("start PIHOLE on pve1 now")]
    public void Starting_has_many_words(string text) => Assert.Equal(["start pihole/100"], Planned.Lines(text));

    [Theory]
    [InlineData("Stop jellyfin")]
    [InlineData("stop container 101 immediately")]
    public void Stopping_has_many_words(string text) => Assert.Equal(["stop jellyfin/101"], Planned.Lines(text));

    [Theory]
    [InlineData("Start pihole and old-wiki", "start pihole/100;start old-wiki/102")]
    [InlineData("Start pihole, old-wiki & home-assistant", "start pihole/100;start old-wiki/102;start home-assistant/104")]
    [InlineData("Start both pihole and old-wiki", "start pihole/100;start old-wiki/102")]
    [InlineData("Start VM home-assistant and stop VM 103", "start home-assistant/104;stop nas/103")]
    [InlineData("Stop jellyfin, then start pihole.", "stop jellyfin/101;start pihole/100")]
    [InlineData("1. Stop jellyfin\n2. Start pihole", "stop jellyfin/101;start pihole/100")]
    [InlineData("Stop jellyfin and then start it", "stop jellyfin/101;start jellyfin/101")]
    [InlineData("Start the VM twin", "start twin/111")]
    [InlineData("Start the twin VM", "start twin/111")]
    [InlineData("Create a Debian container named x-1. Start the x-1 container.", "create x-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp;start x-1")]
    [InlineData("Start twin on pve1", "start twin/110")]
    [InlineData("Start 110", "start twin/110")]
    [InlineData("Make sure pihole and jellyfin are running", "start pihole/100")]
    [InlineData("stop debian-1", "stop debian-1/120")]
    public void Several_guests_and_several_sentences(string text, string expected) => Assert.Equal(expected.Split(';'), Planned.Lines(text));

}
