using Xunit;

namespace MycoPod.Tests.Planning;

public sealed class CreateWordingTests
{
    private const string Web1 = "create web-1 pve2 debian-12 2c 2048M 8G local-lvm vmbr0 dhcp";
    private const string Web2 = "create web-2 pve2 debian-12 2c 2048M 8G local-lvm vmbr0 dhcp";
    private const string Web3 = "create web-3 pve2 debian-12 2c 2048M 8G local-lvm vmbr0 dhcp";

    /// <summary>Twelve wordings of one wish.</summary>
    [Theory]
    [InlineData("Create two Debian containers named web-1 and web-2 with 2 cores and 2 GB of memory each, and start them.")]
    [InlineData("create 2 debian lxc containers, web-1 and web-2, 2 vCPUs and 2GB RAM each. Start both.")]
    [InlineData("I need two Debian LXCs called web-1 and web-2. Each gets 2 cores and 2 gigs of ram. Please start them.")]
    [InlineData("Spin up a couple of dual-core Debian CTs (web-1, web-2), 2048 MB memory each, then power them on")]
    [InlineData("Set up two Linux containers running Debian 12: web-1 and web-2. They should have 2 CPUs and 2G RAM. Boot them.")]
    [InlineData("Create and start two Debian containers named “web-1” and “web-2” with 2 cores and 2 GB of memory each")]
    [InlineData("Two Debian containers named web-1 & web-2, 2 cores, 2 GB RAM each; start both of them")]
    [InlineData("Create containers:\n- web-1 with 2 cores and 2 GB RAM\n- web-2 with 2 cores and 2 GB RAM\nBoth run Debian 12. Start them.")]
    [InlineData("Deploy 2x Debian containers\n* names: web-1, web-2\n* cores: 2\n* memory: 2 GB\n* start them")]
    [InlineData("Make two debian containers. Name them web-1 and web-2. Give them 2 cores and 2048MB of RAM. Start the containers.")]
    [InlineData("Can you create a Debian container web-1 and a Debian container web-2, both with 2 cores and 2 GB RAM? Then start both.")]
    [InlineData("Provision Debian containers web-[1-2] with two cores and two gigabytes of RAM and start web-1 and web-2")]
    public void One_wish_in_many_wordings_is_one_plan(string text) =>
        Assert.Equal([Web1, Web2, "start web-1", "start web-2"], Planned.Lines(text));

    [Theory]
    [InlineData("Create containers web-1 to web-3 with 2 cores and 2 GB RAM each, Debian")]
    [InlineData("Create three Debian containers named web with 2 cores and 2 GB of memory")]
    [InlineData("Create Debian containers web-1..web-3 with 2 cores and 2 GB of memory")]
    [InlineData("Create debian containers named web-1 through web-3: 2 cores, 2 GB RAM")]
    [InlineData("Create three containers named web-1, web-2, and web-3 running Debian 12 with 2 cores, 2 GB RAM")]
    [InlineData("Create debian containers web-{1..3}, 2 cores each, 2 GB memory each")]
    [InlineData("Create debian containers web-1 – web-3, 2 cores each, 2 GB memory each")]
    public void Names_come_in_lists_and_ranges(string text) => Assert.Equal([Web1, Web2, Web3], Planned.Lines(text));
}
