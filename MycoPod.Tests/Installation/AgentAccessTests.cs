using System.Text;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Installation.Node;
using MycoPod.Tests.Plans;

namespace MycoPod.Tests.Installation;

/// <summary>What the Agent is given: a role that is enough and no more, and nodes whose certificates can be believed.</summary>
public sealed class AgentAccessTests : IAsyncLifetime
{
    /// <summary>Guests and nodes would not be seen without these, whatever a step asks for.</summary>
    private static readonly string[] ToSee = ["VM.Audit", "Sys.Audit", "Datastore.Audit", "Pool.Audit", "SDN.Audit"];

    private static readonly string[] Managing = ["Group.Allocate", "Permissions.Modify", "Realm.AllocateUser", "User.Modify"];

    private Installer installer = null!;

    private PveNode Node => installer.Node;

    public async ValueTask InitializeAsync() => installer = await Installer.StartAsync();

    public ValueTask DisposeAsync() => installer.DisposeAsync();

    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    public async Task The_role_has_what_step_kinds_ask_for_and_nothing_else(string managesAccess)
    {
        installer.Settings["var_manage_access"] = managesAccess;
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        string[] has = Node.Accounts.Roles["MycoPod"].Split(',');

        var needs = StepKindTests.Plans.Values.SelectMany(p => p.Steps).SelectMany(s => s.Needs).ToList();
        Assert.All(needs, n => Assert.True(n.AnyOf.Any(p => has.Contains(p) || (managesAccess == "no" && Managing.Contains(p))), $"{n}"));
        Assert.All(has, p => Assert.True(ToSee.Contains(p) || needs.Any(n => n.AnyOf.Contains(p)), $"no step asks for {p}"));
    }

    [Fact]
    public async Task A_node_with_a_certificate_of_another_authority_is_not_asked()
    {
        ClusterCertificates.WriteOwn(Path.Combine(Node.Folder, "pve"), "pve2", "10.99.0.2");
        var credentials = await CredentialsAsync();
        Assert.Equal("https://10.99.0.1:8006/", Assert.Single(credentials.Endpoints).ToString());
        Assert.NotNull(credentials.Ca);
    }

    [Fact]
    public async Task Where_no_node_has_one_of_the_cluster_s_authority_that_of_this_node_is_pinned()
    {
        foreach (var (name, address) in Node.Nodes) ClusterCertificates.WriteOwn(Path.Combine(Node.Folder, "pve"), name, address);
        var credentials = await CredentialsAsync();
        Assert.Equal("https://10.99.0.1:8006/", Assert.Single(credentials.Endpoints).ToString());
        Assert.Null(credentials.Ca);
        Assert.Equal(64, credentials.Fingerprint?.Length);
    }

    [Fact]
    public async Task A_certificate_without_the_node_s_address_is_asked_by_name()
    {
        Node.Nodes[0] = (PveNode.Name, "10.99.7.7");
        var credentials = await CredentialsAsync();
        Assert.Equal(["https://pve1:8006/", "https://10.99.0.2:8006/"], credentials.Endpoints.Select(e => e.ToString()));
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_not_touched()
    {
        Node.Accounts.Users.Add("mycopod@pve");
        Node.Accounts.Tokens["mycopod@pve!agent"] = "theirs";
        var run = await installer.InstallAsync();
        Assert.Contains("There is a token mycopod@pve!agent already. Name another with var_token.", run.Output, StringComparison.Ordinal);
        installer.Settings["var_token"] = "agent2";
        run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        run = await installer.UninstallAsync("", "--yes");
        Assert.True(run.Status == 0, run.Output);
        Assert.Equal("mycopod@pve!agent", Assert.Single(Node.Accounts.Tokens).Key);
        Assert.Contains("mycopod@pve", Node.Accounts.Users);
    }

    private async Task<ProxmoxCredentials> CredentialsAsync()
    {
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        return ProxmoxCredentials.Read(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(Path.Combine(Node.Containers.Guests[101].Folder, "opt", "seen"), TestContext.Current.CancellationToken)));
    }
}
