using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>What lxc/install.sh does not begin with, or does another way.</summary>
public sealed class InstallRefusalTests : IAsyncLifetime
{
    private Installer installer = null!;

    private PveNode Node => installer.Node;

    public async ValueTask InitializeAsync() => installer = await Installer.StartAsync();

    public ValueTask DisposeAsync() => installer.DisposeAsync();

    [Theory]
    [InlineData("8.3.5", "This node runs Proxmox VE 8.3. MycoPod needs 8.4 or 9. Nothing was done.")]
    [InlineData("7.4-3", "This node runs Proxmox VE 7.4. MycoPod needs 8.4 or 9. Nothing was done.")]
    [InlineData("10.0.1", "This node runs Proxmox VE 10.0. MycoPod needs 8.4 or 9. Nothing was done.")]
    public async Task Another_version_of_Proxmox_is_refused(string version, string reason)
    {
        Node.Version = version;
        await RefusedAsync(reason);
        Assert.Equal("pveversion", Assert.Single(Node.Calls).Tool);
    }

    [Fact]
    public async Task With_version_9_the_role_has_the_privileges_that_took_the_place_of_VM_Monitor()
    {
        Node.Version = "9.0.3";
        Node.Accounts.Privileges = [.. Node.Accounts.Privileges.Where(p => p != "VM.Monitor"), "VM.GuestAgent.Audit", "VM.GuestAgent.Unrestricted"];
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        Assert.Empty(Node.Mistakes);
        Assert.Contains("VM.GuestAgent.Audit,VM.GuestAgent.Unrestricted", Node.Accounts.Roles["MycoPod"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_settings_that_do_not_do_are_told_at_once()
    {
        foreach (var (name, value) in new[]
            {
                ("var_ui_net", "10.99.0.300/24"), ("var_gateway", null), ("var_ui_ctid", "99"), ("var_agent_hostname", "mycopod-ui"), ("var_brg", "vmbr7"), ("var_container_storage", "local"),
                ("var_admin_email", null), ("var_repository_token", null), ("var_vlan", "5000"), ("var_ui_ram", "2G"), ("var_manage_access", "maybe"),
            }) installer.Settings[name] = value;

        var run = await installer.InstallAsync();

        Assert.Equal(1, run.Status);
        Assert.Contains(
            """
            This cannot be installed as it is set:
              var_container_storage is "local": one of local-lvm
              var_brg is "vmbr7": one of vmbr0 vmbr1
              var_ui_net is "10.99.0.300/24": dhcp, or an IPv4 address with its prefix, as in 192.168.1.20/24
              var_ui_ctid is "99": a number from 100 to 999999999, or empty for the next free one
              var_ui_ram is "2G": a whole number
              var_gateway is "": the IPv4 address of the gateway, which an address that is not dhcp needs
              var_vlan is "5000": a number from 1 to 4094, or empty
              var_agent_hostname is "mycopod-ui": a name of its own, this is that of the ui
              var_manage_access is "maybe": yes or no
              var_admin_email is "": an e-mail address; it also signs what the Admin decides
              var_repository_token is missing: one line, who may push to https://git.example.org/anna/declarations.git

            MycoPod was not installed. Nothing was made.

            """, run.Output, StringComparison.Ordinal);
        Assert.Empty(Node.Containers.Guests);
    }

    [Fact]
    public async Task A_node_without_storage_for_containers_is_refused()
    {
        Node.Storages.All.RemoveAll(s => s.Name == "local-lvm");
        await RefusedAsync("No active storage of this node holds containers: allow the content \"Container\" (rootdir) on one.");
    }

    [Fact]
    public async Task A_storage_with_too_little_space_is_refused()
    {
        Node.Storages.All[1] = ("local-lvm", "rootdir", 11);
        await RefusedAsync("The storage local-lvm has 11 GiB free, and the containers take 12 GiB. Choose another with var_container_storage.");
    }

    [Fact]
    public async Task An_archive_that_is_not_what_the_list_names_is_refused()
    {
        await File.AppendAllTextAsync(Path.Combine(Node.Folder, "release", $"mycopod-agent-{ReleaseFolder.Version}-linux-x64.tar.gz"), "more", TestContext.Current.CancellationToken);
        await RefusedAsync("linux-x64.tar.gz is missing, or is not what SHA256SUMS names. Get the release again. Nothing was made from it.");
    }

    [Theory]
    [InlineData("/moon", "There is no SHA256SUMS with the release in /moon.")]
    [InlineData("http://example.org/mycopod", "var_release is \"http://example.org/mycopod\": an address has to begin with https://.")]
    public async Task A_release_that_is_nowhere_is_refused(string place, string reason)
    {
        installer.Settings["var_release"] = place;
        await RefusedAsync(reason);
    }

    [Fact]
    public async Task A_number_that_was_asked_for_and_is_taken_is_refused()
    {
        installer.Settings["var_ui_ctid"] = "105";
        Node.Containers.Add(105, "web-1");
        await RefusedAsync("The number 105 (var_ui_ctid) cannot be taken. 400 Parameter verification failed.\nvmid: VM 105 already exists", others: 1);
    }

    [Fact]
    public async Task A_number_that_somebody_takes_at_the_last_moment_is_left_to_them()
    {
        Node.Before = call =>
        {
            if (call.ToString().StartsWith("pct create 100 ", StringComparison.Ordinal)) Node.Containers.Guests[100] = new(100, "qemu", PveNode.Name) { Config = { ["hostname"] = "win" } };
        };
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("Somebody else took the number 100 meanwhile.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(["win", "mycopod-ui", "mycopod-agent"], Node.Containers.Guests.OrderBy(g => g.Key).Select(g => g.Value.Config["hostname"]));
        Assert.Equal(("101", "102"), (installer.State("UI_ID"), installer.State("AGENT_ID")));
    }

    [Fact]
    public async Task A_node_that_does_not_take_Debian_13_yet_gets_Debian_12()
    {
        Node.Containers.NewestDebian = 12;
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains("This node does not take Debian 13 yet.\n", run.Output, StringComparison.Ordinal);
        Assert.All(Node.Containers.Guests.Values, g => Assert.Equal("local:vztmpl/debian-12-standard_12.12-1_amd64.tar.zst", g.Config["template"]));
        Assert.Equal(3, Node.Calls.Count(c => c.Tool == "pct" && c.Arguments[0] == "create"));
    }

    [Fact]
    public async Task A_template_that_is_there_is_not_downloaded_again()
    {
        Node.Storages.Templates.Add("local:vztmpl/debian-13-standard_13.0-1_amd64.tar.zst");
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        Assert.DoesNotContain(Node.Calls, c => c.Tool == "pveam" && c.Arguments[0] != "list");
    }

    [Fact]
    public async Task A_role_of_the_name_with_other_privileges_is_left_alone()
    {
        Node.Accounts.Roles["MycoPod"] = "VM.Audit";
        var run = await installer.InstallAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("There is a role MycoPod already, with other privileges. Name another with var_role.", run.Output, StringComparison.Ordinal);
        Assert.Contains("  container 101, mycopod-agent\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("VM.Audit", Node.Accounts.Roles["MycoPod"]);
    }

    [Fact]
    public async Task Only_root_and_only_a_Proxmox_host_is_taken()
    {
        File.Delete(Path.Combine(Node.Folder, "bin", "pveum"));
        await RefusedAsync("This is no Proxmox VE host: pveum cannot be found. Nothing was done.");
        var run = await Command.RunAsync("/bin/sh", "-c", $"bwrap --unshare-user --uid 1000 --ro-bind / / --dev /dev bash '{RepositoryRoot.Path}/lxc/install.sh' || echo ended $?");
        Assert.Equal("Run this as root on the Proxmox VE host. Nothing was done.\nended 1\n", run);
    }

    private async Task RefusedAsync(string reason, int others = 0)
    {
        var run = await installer.InstallAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        Assert.Equal(others, Node.Containers.Guests.Count);
    }
}
