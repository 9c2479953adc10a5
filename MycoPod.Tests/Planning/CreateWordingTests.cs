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
    [InlineData("Provision Debian containers web-[1-2] with two cores and two gigabytes of RAM and start web-1 and web-2")]
    public void One_wish_in_many_wordings_is_one_plan(string text) =>
        Assert.Equal([Web1, Web2, "start web-1", "start web-2"], Planned.Lines(text));

    [Theory]
    [InlineData("Create containers web-1 to web-3 with 2 cores and 2 GB RAM each, Debian")]
    [InlineData("Give me Debian containers web-1 up to web-3, 2 cores and 2 GB of memory each")]
    [InlineData("Create Debian containers web-1..web-3 with 2 cores and 2 GB of memory")]
    [InlineData("Create debian containers named web-1 through web-3: 2 cores, 2 GB RAM")]
    [InlineData("Create debian containers web-{1..3}, 2 cores each, 2 GB memory each")]
    [InlineData("Create debian containers web-1 – web-3, 2 cores each, 2 GB memory each")]
    public void Names_come_in_lists_and_ranges(string text) => Assert.Equal([Web1, Web2, Web3], Planned.Lines(text));

    [Theory]
    [InlineData("Create a Debian container", "create debian-2 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a container named x1", "create x1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create an Ubuntu 22.04 LXC called jammy-1", "create jammy-1 pve2 ubuntu-22.04 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create an Ubuntu container called noble-1", "create noble-1 pve2 ubuntu-24.04 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a container db-1 on Ubuntu jammy", "create db-1 pve2 ubuntu-22.04 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a debian 11 ct, hostname: legacy-1", "create legacy-1 pve2 debian-11 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("create container name=cache-1 cores=4 memory=1024MB disk=10GB", "create cache-1 pve2 debian-12 4c 1024M 10G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 with one CPU and half a gig of RAM", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 with 1.5 GB of memory", "create a-1 pve2 debian-12 1c 1536M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 with 512 megs of ram", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 with 2,048 MB of RAM", "create a-1 pve2 debian-12 1c 2048M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a quad core Debian container named a-1 with a 16 GB root disk", "create a-1 pve2 debian-12 4c 512M 16G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 with 20G of disk on fast", "create a-1 pve2 debian-12 1c 512M 20G fast vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 on pve1 with its disk on storage shared-nfs", "create a-1 pve1 debian-12 1c 512M 8G shared-nfs vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 on node pve1", "create a-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("On pve1, create a Debian container named a-1", "create a-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 on the pve1 node", "create a-1 pve1 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a Debian container named a-1 on vmbr1", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr1 dhcp")]
    [InlineData("Create a Debian container named a-1 with ip 192.168.1.10/24", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 192.168.1.10/24")]
    [InlineData("Create a Debian container named a-1, static IP: 10.0.0.5/8", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 10.0.0.5/8")]
    [InlineData("Create a Debian container named a-1, IP via DHCP", "create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create an Alpine container named a-1", "create a-1 pve1 alpine-3.20 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create an Alpine Linux 3.9 container named a-1", "create a-1 pve1 alpine-3.9 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Create a container named debian", "create debian pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("Please make me an unprivileged Debian container called ‘blog’ with nesting, thanks!", "create blog pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp")]
    [InlineData("there should be a Debian container called wiki with 1 gig of memory and don't start it", "create wiki pve2 debian-12 1c 1024M 8G local-lvm vmbr0 dhcp")]
    [InlineData("CREATE A DEBIAN CONTAINER NAMED A-1 WITH 2 CORES", "create A-1 pve2 debian-12 2c 512M 8G local-lvm vmbr0 dhcp")]
    public void A_single_container_is_read_with_what_is_said_of_it(string text, string expected) => Assert.Equal([expected], Planned.Lines(text));

    [Fact]
    public void Alpine_on_another_node_with_sizes_without_nouns() => Assert.Equal(
        [.. Enumerable.Range(1, 3).Select(n => $"create cache-{n} pve1 alpine-3.20 1c 512M 8G local-lvm vmbr0 dhcp")],
        Planned.Lines("I need 3 Alpine LXCs, 1 core, 512MB each, called cache-1 to cache-3"));

    [Fact]
    public void Everything_in_brackets() => Assert.Equal(
        ["create db-1 pve2 ubuntu-24.04 4c 4096M 32G local-lvm vmbr0 dhcp", "start db-1"],
        Planned.Lines("Please spin up a container db-1 running Ubuntu 24.04 (4 cores, 4096 MB RAM, 32 GB disk) on pve2 and start it"));

    [Fact]
    public void Leading_zeros_of_a_range_are_kept() => Assert.Equal(
        ["create n-08 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "create n-09 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "create n-10 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp"],
        Planned.Lines("Create Debian containers n-08 to n-10"));

    [Theory]
    [InlineData("Create two Debian containers: web-1 with 2 cores and web-2 with 4 cores")]
    [InlineData("Create two Debian containers, one named web-1 with 2 cores and one named web-2 with 4 cores")]
    [InlineData("Create two Debian containers:\n- web-1: 2 cores\n- web-2: 4 cores")]
    [InlineData("Create two Debian containers named web-1 and web-2. web-1 gets 2 cores. web-2 gets 4 cores.")]
    [InlineData("Create a Debian container named web-1 with 2 cores. Create a Debian container named web-2 with 4 cores.")]
    [InlineData("Create two Debian containers: web-1 with 2 cores and web-2 with 4 cores and 512 MB each")]
    public void Each_container_may_have_its_own_values(string text) => Assert.Equal(
        ["create web-1 pve2 debian-12 2c 512M 8G local-lvm vmbr0 dhcp", "create web-2 pve2 debian-12 4c 512M 8G local-lvm vmbr0 dhcp"],
        Planned.Lines(text));


    [Theory]
    [InlineData("Create two Debian containers named a-1 and a-2, and start all of them")]
    [InlineData("Create two Debian containers named a-1 and a-2. They should be running.")]
    [InlineData("Create and start two Debian containers a-1 and a-2")]
    public void What_is_meant_by_them(string text) => Assert.Equal(
        ["create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "create a-2 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "start a-1", "start a-2"],
        Planned.Lines(text));

    [Fact]
    public void It_means_the_one_just_made() => Assert.Equal(
        ["create a-1 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "start a-1", "create a-2 pve2 debian-12 1c 512M 8G local-lvm vmbr0 dhcp", "start a-2"],
        Planned.Lines("Create a Debian container named a-1 and start it. Create another Debian container named a-2 and start it."));



    [Fact]
    public void An_unknown_cluster_is_planned_for_and_said_to_be_unknown()
    {
        var outcome = Planned.On(null, "Create two Debian containers named web-1 and web-2 with 2 cores and 2 GB of memory each, and start them.");
        Assert.NotNull(outcome.Plan);
        Assert.Equal(
            ["create web-1 pve debian-12 2c 2048M 8G local-lvm vmbr0 dhcp", "create web-2 pve debian-12 2c 2048M 8G local-lvm vmbr0 dhcp", "start web-1", "start web-2"],
            PlanLines.Of(outcome.Plan));
        Assert.Contains("The cluster is unknown: nothing was checked against it.", outcome.Assumptions);
        Assert.NotEmpty(Planned.On(null, "Start pihole").Problems);
    }

}
