using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>lxc/uninstall.sh takes away what the state file names, as far as it still is what was made.</summary>
public sealed class UninstallTests : IAsyncLifetime
{
    private Installer installer = null!;

    private PveNode Node => installer.Node;

    public async ValueTask InitializeAsync()
    {
        installer = await Installer.StartAsync();
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
    }

    public ValueTask DisposeAsync() => installer.DisposeAsync();

    [Fact]
    public async Task It_says_what_goes_asks_for_a_word_and_takes_everything_away()
    {
        var run = await installer.UninstallAsync("destroy\n");

        Assert.True(run.Status == 0, run.Output);
        Assert.Empty(Node.Mistakes);
        Assert.Contains(
            "This is taken away:\n  container 100, mycopod-ui\n  container 101, mycopod-agent\n  API token mycopod@pve!agent\n  permissions on / for mycopod@pve mycopod@pve!agent\n"
            + "  user mycopod@pve\n  role MycoPod\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("The downloaded template stays: pveam remove local:vztmpl/debian-13-standard_13.1-10_amd64.tar.zst removes it.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Node.Containers.Guests);
        Assert.Empty(Node.Accounts.Roles);
        Assert.Empty(Node.Accounts.Rules);
        Assert.Empty(installer.Leavings());
    }

    [Theory]
    [InlineData("yes\n")]
    [InlineData("")]
    public async Task Another_word_leaves_all_as_it_is(string answer)
    {
        var calls = Node.Calls.Count;
        var run = await installer.UninstallAsync(answer);
        Assert.Equal((1, calls), (run.Status, Node.Calls.Count));
        Assert.EndsWith("Nothing was done.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_took_the_number_since_is_left_alone()
    {
        Node.Containers.Guests.Remove(100);
        Node.Containers.Add(100, "web-1").IsRunning = true;
        Node.Containers.Guests[101].Config["tags"] = "blue";

        var run = await installer.UninstallAsync("", "--yes");

        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("Guest 100 is not mycopod-ui with the tag mycopod: it is left as it is.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Guest 101 is not mycopod-agent with the tag mycopod: it is left as it is.\n", run.Output, StringComparison.Ordinal);
        Assert.All(Node.Containers.Guests.Values, g => Assert.True(g.IsRunning));
        Assert.Empty(Node.Accounts.Tokens);
    }

    [Fact]
    public async Task What_cannot_go_now_is_told_and_goes_with_another_run()
    {
        Node.Containers.Guests[100].Config["protection"] = "1";
        Node.Containers.Guests[101].Node = "pve2";

        var first = await installer.UninstallAsync("", "--yes");

        Assert.Equal(1, first.Status);
        Assert.Contains("  container 100 could not be destroyed: can't remove CT 100 - protection mode enabled\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("  container 101 is on another node. Move it to this one, then run this again.\n", first.Output, StringComparison.Ordinal);
        Node.Containers.Guests[100].Config.Remove("protection");
        Node.Containers.Guests[101].Node = PveNode.Name;
        var second = await installer.UninstallAsync("", "--yes");
        Assert.True(second.Status == 0, second.Output);
        Assert.Empty(Node.Containers.Guests);
    }

    [Fact]
    public async Task A_role_that_others_were_given_stays()
    {
        Node.Accounts.Users.Add("anna@pve");
        Node.Accounts.Rules.Add(("/vms", "user", "anna@pve", "MycoPod"));
        var run = await installer.UninstallAsync("", "--yes");
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("The role MycoPod stays: others have it too.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("MycoPod", Assert.Single(Node.Accounts.Roles).Key);
    }

    [Fact]
    public async Task A_container_that_was_cut_off_while_it_was_made_is_left_to_a_person()
    {
        await using var other = await Installer.StartAsync();
        other.Node.Before = call =>
        {
            if (call.ToString().StartsWith("pct create 100 ", StringComparison.Ordinal)) other.Signal("KILL");
        };
        await other.InstallAsync();
        other.Node.Before = null;
        var config = other.Node.Containers.Guests[100].Config;
        config.Clear();
        config["lock"] = "create";

        var again = await other.InstallAsync();
        var gone = await other.UninstallAsync("", "--yes");

        const string what = "Container 100 was cut off while it was made. Look at it, remove it with \"pct unlock 100 && pct destroy 100\", then run this again.";
        Assert.Equal((1, 1), (again.Status, gone.Status));
        Assert.Contains(what, again.Output, StringComparison.Ordinal);
        Assert.Contains(what, gone.Output, StringComparison.Ordinal);
        Assert.Equal(100, Assert.Single(other.Node.Containers.Guests).Key);
    }

    [Fact]
    public async Task Where_nothing_was_installed_nothing_is_done()
    {
        await installer.UninstallAsync("", "--yes");
        var calls = Node.Calls.Count;
        var run = await installer.UninstallAsync("", "--yes");
        Assert.Equal((1, calls), (run.Status, Node.Calls.Count));
        Assert.Contains("install.sh has made nothing on this node", run.Output, StringComparison.Ordinal);
        Assert.Equal("Usage: uninstall.sh [--yes]. Nothing was done.\n", (await installer.UninstallAsync("", "--force")).Output);
    }

    [Fact]
    public async Task Whichever_call_fails_another_run_takes_the_rest_away()
    {
        var before = Node.Calls.Count;
        for (var failing = 1; ; failing++)
        {
            (Node.FailingCall, Node.IsEffectKept) = (Node.Calls.Count + failing, failing % 2 == 0);
            var last = Node.Calls.Count + failing;
            var run = await installer.UninstallAsync("", "--yes");
            if (Node.Calls.Count < last) break;
            Assert.True(run.Status != 0, run.Output);
        }

        Assert.True(Node.Calls.Count > before);
        Assert.Empty(Node.Containers.Guests);
        Assert.Empty(Node.Accounts.Tokens);
        Assert.Empty(Node.Accounts.Roles);
        Assert.Empty(installer.Leavings());
    }
}
