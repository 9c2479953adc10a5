namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>What must not be so is never read as what is to be so, and a place or a lack that is said is never passed over.</summary>
public sealed class DeniedTests
{
    [Theory]
    [InlineData("jellyfin must not be stopped")]
    [InlineData("jellyfin should not be restarted")]
    [InlineData("nas must not be off")]
    [InlineData("pihole should not be protected")]
    [InlineData("pihole should no longer be protected")]
    [InlineData("jellyfin should no longer be stopped")]
    [InlineData("jellyfin must not be in VLAN 20")]
    [InlineData("Stop all containers on this node")]
    [InlineData("Create a Debian container named x-1 on this host")]
    [InlineData("Create a Debian container named x-1 without an IP address")]
    [InlineData("Create a Debian container named x-1 with 192.168.1.77/24 and no gateway")]
    [InlineData("Create a Debian container named x-1 that I can reach at 192.168.1.80")]
    [InlineData("Reboot the first container")]
    [InlineData("Run updates in a container")]
    [InlineData("Create a Debian VM and container named x-1")]
    public void It_is_refused_or_asked_about(string text) => Assert.Null(Planned.OnTestCluster(text).Plan);
}
