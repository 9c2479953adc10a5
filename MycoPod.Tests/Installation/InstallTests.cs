using System.Text;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Installation.Node;

namespace MycoPod.Tests.Installation;

/// <summary>lxc/install.sh from beginning to end, on a node of which every tool holds its arguments against the schema of 8.4.</summary>
public sealed class InstallTests : IAsyncLifetime
{
    private Installer installer = null!;

    private PveNode Node => installer.Node;

    public async ValueTask InitializeAsync() => installer = await Installer.StartAsync();

    public ValueTask DisposeAsync() => installer.DisposeAsync();

    [Fact]
    public async Task Two_containers_are_made_set_up_and_paired()
    {
        var run = await installer.InstallAsync();

        Assert.Empty(Node.Mistakes);
        Assert.True(run.Status == 0, run.Output);
        var (ui, agent) = (Node.Containers.Guests[100], Node.Containers.Guests[101]);
        Assert.Equal(
            "cores=2 features=nesting=1 hostname=mycopod-ui memory=2048 net0=name=eth0,bridge=vmbr0,ip=10.99.0.20/24,gw=10.99.0.254 onboot=1 rootfs=local-lvm:8 "
            + "swap=512 tags=mycopod template=local:vztmpl/debian-13-standard_13.1-10_amd64.tar.zst unprivileged=1", Settings(ui));
        Assert.Equal(
            "cores=1 features=nesting=1 hostname=mycopod-agent memory=1024 net0=name=eth0,bridge=vmbr0,ip=10.99.0.21/24,gw=10.99.0.254 onboot=1 rootfs=local-lvm:4 "
            + "swap=512 tags=mycopod template=local:vztmpl/debian-13-standard_13.1-10_amd64.tar.zst unprivileged=1", Settings(agent));
        Assert.All([ui, agent], c => Assert.True(c.IsRunning));
        Assert.Equal(
            "public_host=10.99.0.20\nui_address=10.99.0.20\nagent_address=10.99.0.21\nadmin_name=admin\nadmin_email=anna@example.org\nrepository_url=https://git.example.org/anna/declarations.git\n"
            + $"repository_username=git\nrepository_token={Installer.GitToken}\n", Seen(ui));
        Assert.Contains("  Address       https://10.99.0.20\n  Certificate   SHA-256 AB:CD:EF\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Admin         admin\n  Password      {ReleaseFolder.Password}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("    Setting up the database ...\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(ui.Folder, "root")).Concat(Directory.GetFiles(Path.Combine(agent.Folder, "root"))));
    }

    [Fact]
    public async Task The_Agent_gets_a_token_with_its_role_and_a_file_that_names_the_nodes()
    {
        var run = await installer.InstallAsync();

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal([("/", "token", "mycopod@pve!agent", "MycoPod"), ("/", "user", "mycopod@pve", "MycoPod")], Node.Accounts.Rules.Order());
        Assert.Contains("VM.Monitor", Node.Accounts.Roles["MycoPod"], StringComparison.Ordinal);
        Assert.DoesNotContain("Permissions.Modify", Node.Accounts.Roles["MycoPod"], StringComparison.Ordinal);
        var credentials = ProxmoxCredentials.Read(Encoding.UTF8.GetBytes(Seen(Node.Containers.Guests[101])));
        Assert.Equal(["https://10.99.0.1:8006/", "https://10.99.0.2:8006/"], credentials.Endpoints.Select(e => e.ToString()));
        Assert.Equal("mycopod@pve!agent", credentials.TokenId);
        Assert.Equal(Node.Accounts.Tokens["mycopod@pve!agent"], credentials.TokenSecret);
        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(Node.Folder, "pve", "pve-root-ca.pem"), TestContext.Current.CancellationToken)).Trim(), credentials.Ca);
    }

    [Fact]
    public async Task No_secret_is_in_an_argument_or_stays_on_the_node_and_the_password_is_printed_once()
    {
        var run = await installer.InstallAsync();

        Assert.True(run.Status == 0, run.Output);
        string[] secrets = [Installer.GitToken, Assert.Single(Node.Accounts.Secrets), ReleaseFolder.Password];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(Node.Calls, c => c.ToString().Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, installer.Leavings(), StringComparison.Ordinal);
            Assert.Equal(secret == ReleaseFolder.Password ? 2 : 1, run.Output.Split(secret).Length);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(installer.StateFile));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Node.Folder, "run")));
    }

    [Fact]
    public async Task With_DHCP_the_addresses_are_those_that_the_containers_got()
    {
        (installer.Settings["var_ui_net"], installer.Settings["var_agent_net"], installer.Settings["var_gateway"]) = (null, null, null);
        installer.Settings["var_repository_url"] = null;
        Node.Containers.LeaseTakes = 1;

        var run = await installer.InstallAsync();

        Assert.Empty(Node.Mistakes);
        Assert.True(run.Status == 0, run.Output);
        Assert.Equal("name=eth0,bridge=vmbr0,ip=dhcp", Node.Containers.Guests[100].Config["net0"]);
        Assert.StartsWith("public_host=10.99.0.100\nui_address=10.99.0.100\nagent_address=10.99.0.101\n", Seen(Node.Containers.Guests[100]), StringComparison.Ordinal);
        Assert.EndsWith("\nrepository_url=\nrepository_username=\nrepository_token=\n", Seen(Node.Containers.Guests[100]), StringComparison.Ordinal);
        Assert.Contains("Have your DHCP server always give 10.99.0.100 and 10.99.0.101 to them", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_can_be_given()
    {
        var file = Path.Combine(Node.Folder, "token");
        await File.WriteAllTextAsync(file, $"{Installer.GitToken}\n", TestContext.Current.CancellationToken);
        foreach (var (name, value) in new (string, string?)[]
            {
                ("var_ui_ctid", "300"), ("var_agent_ctid", "200"), ("var_ui_hostname", "pod"), ("var_agent_hostname", "hand"), ("var_ui_cpu", "4"), ("var_ui_ram", "4096"), ("var_ui_disk", "20"),
                ("var_agent_cpu", "2"), ("var_agent_ram", "2048"), ("var_agent_disk", "6"), ("var_brg", "vmbr1"), ("var_vlan", "30"), ("var_ns", "9.9.9.9"), ("var_template_storage", "nas"),
                ("var_role", "Pod"), ("var_user", "pod@pve"), ("var_token", "hand"), ("var_manage_access", "yes"), ("var_public_host", "pod.example.org"), ("var_admin_name", "anna"),
                ("var_repository_username", "anna"), ("var_repository_token", null), ("var_repository_token_file", file),
            }) installer.Settings[name] = value;

        var run = await installer.InstallAsync();

        Assert.Empty(Node.Mistakes);
        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(
            "cores=4 features=nesting=1 hostname=pod memory=4096 nameserver=9.9.9.9 net0=name=eth0,bridge=vmbr1,ip=10.99.0.20/24,gw=10.99.0.254,tag=30 onboot=1 rootfs=local-lvm:20 "
            + "swap=512 tags=mycopod template=nas:vztmpl/debian-13-standard_13.1-10_amd64.tar.zst unprivileged=1", Settings(Node.Containers.Guests[300]));
        Assert.Equal(("hand", "2", "2048", "local-lvm:6"), (Of(200, "hostname"), Of(200, "cores"), Of(200, "memory"), Of(200, "rootfs")));
        Assert.StartsWith("public_host=pod.example.org\nui_address=10.99.0.20\nagent_address=10.99.0.21\nadmin_name=anna\n", Seen(Node.Containers.Guests[300]), StringComparison.Ordinal);
        Assert.EndsWith($"repository_username=anna\nrepository_token={Installer.GitToken}\n", Seen(Node.Containers.Guests[300]), StringComparison.Ordinal);
        Assert.Contains("Permissions.Modify", Node.Accounts.Roles["Pod"], StringComparison.Ordinal);
        Assert.Equal("pod@pve!hand", Assert.Single(Node.Accounts.Tokens).Key);
    }

    [Fact]
    public async Task The_archives_lie_beside_the_unpacked_folder_and_another_run_does_nothing()
    {
        var lxc = Path.Combine(Node.Folder, "release", $"mycopod-ui-{ReleaseFolder.Version}", "lxc");
        Directory.CreateDirectory(lxc);
        await Command.RunAsync("cp", "-r", Path.Combine(RepositoryRoot.Path, "lxc", "install.sh"), Path.Combine(RepositoryRoot.Path, "lxc", "install.d"), lxc);
        installer.Settings["var_release"] = null;

        var first = await installer.RunAsync(Path.Combine(lxc, "install.sh"));
        Assert.True(first.Status == 0, first.Output);
        var calls = Node.Calls.Count;
        var second = await installer.RunAsync(Path.Combine(lxc, "install.sh"));

        Assert.Equal((0, calls + 1), (second.Status, Node.Calls.Count));
        Assert.Contains($"MycoPod {ReleaseFolder.Version} is installed on this node: https://10.99.0.20, containers 100 and 101. Nothing was done.", second.Output, StringComparison.Ordinal);
    }

    private static string Settings(PveGuest container) => string.Join(' ', container.Config.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));

    private static string Seen(PveGuest container) => File.ReadAllText(Path.Combine(container.Folder, "opt", "seen"));

    private string Of(int id, string key) => Node.Containers.Guests[id].Config[key];
}
