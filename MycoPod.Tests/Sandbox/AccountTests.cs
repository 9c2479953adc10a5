using MycoPod.Sandbox.Auth;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class AccountTests : SandboxTest
{
    private const string Alice = "/access/users/alice@pve";

    [Fact]
    public async Task A_user_is_made_once_changed_and_gone_with_its_rules()
    {
        await Root.PostAsync("/access/groups", ("groupid", "admins"));
        var made = await AddAsync("alice@pve", ("groups", "admins"), ("firstname", "Alice"));
        var again = await AddAsync("alice@pve");
        var lonely = await AddAsync("bob@pve", ("groups", "nobodies"));
        var read = await Root.DataAsync(Alice);
        await GrantAsync(("path", "/vms"), ("roles", "PVEVMUser"), ("users", "alice@pve"));
        await Root.SendAsync(HttpMethod.Delete, Alice);

        Assert.Equal("""{"data":null}""", made.Body);
        Assert.Equal((500, "create user failed: user 'alice@pve' already exists"), (again.Status, again.Reason));
        Assert.Equal("create user failed: no such group 'nobodies'", lonely.Reason);
        Assert.Equal(("Alice", "admins"), (read.GetProperty("firstname").GetString(), read.GetProperty("groups")[0].GetString()));
        Assert.DoesNotContain((await Root.DataAsync("/access/acl")).EnumerateArray(), rule => rule.GetProperty("ugid").GetString() == "alice@pve");
        Assert.Equal("no such user ('alice@pve')", (await Root.GetAsync(Alice)).Reason);
    }

    [Fact]
    public async Task The_secret_of_a_token_is_told_once_and_works()
    {
        await AddAsync("alice@pve");
        var made = await Root.PostAsync($"{Alice}/token/script", ("privsep", "0"), ("comment", "for scripts"));
        var again = await Root.PostAsync($"{Alice}/token/script");
        var secret = made.Data.GetProperty("value").GetString() ?? "";
        using var script = new SandboxClient(Server, new([""], "alice@pve!script", secret, Server.Fingerprint));
        var version = await script.GetAsync("/version");
        var read = await Root.DataAsync($"{Alice}/token/script");

        Assert.Equal("0", made.Data.GetProperty("info").GetProperty("privsep").GetString());
        Assert.Equal("alice@pve!script", made.Data.GetProperty("full-tokenid").GetString());
        Assert.Equal((400, "Token already exists."), (again.Status, again.Error("tokenid")));
        Assert.Equal((200, 0), (version.Status, read.GetProperty("privsep").GetInt32()));
        Assert.DoesNotContain(secret, (await Root.GetAsync($"{Alice}/token")).Body + read.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_separated_token_has_what_both_have_and_a_group_gives_to_its_members()
    {
        await Root.PostAsync("/access/groups", ("groupid", "ops"));
        await AddAsync("alice@pve", ("groups", "ops"));
        var made = await Root.PostAsync($"{Alice}/token/t1");
        using var token = new SandboxClient(Server, new([""], "alice@pve!t1", made.Data.GetProperty("value").GetString() ?? "", Server.Fingerprint));
        await GrantAsync(("path", "/vms/101"), ("roles", "PVEVMUser"), ("groups", "ops"));
        var before = await token.GetAsync("/nodes/pve1/lxc/101/config");
        await GrantAsync(("path", "/vms"), ("roles", "PVEAuditor"), ("tokens", "alice@pve!t1"));
        var after = await token.GetAsync("/nodes/pve1/lxc/101/config");

        Assert.Equal((403, "Permission check failed (/vms/101, VM.Audit)"), (before.Status, before.Reason));
        Assert.Equal(200, after.Status);
        Assert.Equal("""{"/vms/101":{"VM.Audit":1}}""", (await token.DataAsync("/access/permissions?path=%2Fvms%2F101")).GetRawText());
    }

    [Fact]
    public async Task A_rule_that_does_not_propagate_stays_where_it_is_and_a_longer_path_replaces_it()
    {
        await AddAsync("alice@pve");
        await GrantAsync(("path", "/"), ("roles", "PVEAdmin"), ("users", "alice@pve"), ("propagate", "0"));
        await GrantAsync(("path", "/storage"), ("roles", "PVEDatastoreUser"), ("users", "alice@pve"));
        await GrantAsync(("path", "/storage/tank"), ("roles", "NoAccess"), ("users", "alice@pve"));
        var permissions = await Root.DataAsync("/access/permissions?userid=alice@pve");

        Assert.True(permissions.GetProperty("/").TryGetProperty("VM.Allocate", out var allocate) && allocate.GetInt32() == 0);
        Assert.False(permissions.TryGetProperty("/vms", out _));
        Assert.Equal("""{"Datastore.AllocateSpace":1,"Datastore.Audit":1}""", permissions.GetProperty("/storage").GetRawText());
        Assert.False(permissions.TryGetProperty("/storage/tank", out _));
    }

    [Theory]
    [InlineData("path", "/vms", "roles", "Nothing", "users", "op@pve", "ACL update failed: role 'Nothing' does not exist")]
    [InlineData("path", "/vms", "roles", "PVEAdmin", "users", "x@pve", "ACL update failed: user 'x@pve' does not exist")]
    [InlineData("path", "/vms", "roles", "PVEAdmin", "groups", "x", "ACL update failed: group 'x' does not exist")]
    [InlineData("path", "/vms", "roles", "PVEAdmin", "tokens", "op@pve!x1", "ACL update failed: no such token 'x1' for user 'op@pve'")]
    public async Task Rules_name_what_there_is(string a, string path, string b, string role, string kind, string subject, string text) =>
        Assert.Equal(text, (await GrantAsync((a, path), (b, role), (kind, subject))).Reason);

    [Fact]
    public async Task A_rule_is_on_a_path_that_there_can_be_and_for_someone()
    {
        var odd = await GrantAsync(("path", "/nowhere"), ("roles", "PVEAdmin"), ("users", "op@pve"));
        var forNobody = await GrantAsync(("path", "/vms"), ("roles", "PVEAdmin"));

        Assert.Equal("invalid ACL path '/nowhere'", odd.Error("path"));
        Assert.Equal("either 'users', 'groups' or 'tokens' is required.", forNobody.Error("tokens"));
    }

    [Fact]
    public async Task Roles_are_made_of_known_privileges_and_the_built_in_ones_stay()
    {
        var made = await Root.PostAsync("/access/roles", ("roleid", "Backup"), ("privs", "VM.Backup,Datastore.AllocateSpace"));
        var wrong = await Root.PostAsync("/access/roles", ("roleid", "Other"), ("privs", "VM.Fly"));
        var builtIn = await Root.SendAsync(HttpMethod.Delete, "/access/roles/PVEAdmin");

        Assert.Equal(200, made.Status);
        Assert.Equal("""{"Datastore.AllocateSpace":1,"VM.Backup":1}""", (await Root.DataAsync("/access/roles/Backup")).GetRawText());
        Assert.Equal("create role failed: invalid privilege 'VM.Fly'", wrong.Reason);
        Assert.Equal("auto-generated role 'PVEAdmin' cannot be deleted", builtIn.Reason);
    }

    [Fact]
    public async Task A_user_manager_needs_the_realm_and_the_groups()
    {
        var made = await Agent.PostAsync("/access/users", ("userid", "alice@pve"));

        Assert.Equal((403, "Permission check failed (/access/realm/pve, Realm.AllocateUser)"), (made.Status, made.Reason));
    }

    [Fact]
    public async Task A_disabled_user_is_turned_away_and_accounts_survive_a_restart()
    {
        await AddAsync("alice@pve");
        var made = await Root.PostAsync($"{Alice}/token/t1", ("privsep", "0"));
        await Root.SendAsync(HttpMethod.Put, Alice, new Dictionary<string, string>(StringComparer.Ordinal) { ["enable"] = "0" });
        await RestartAsync();
        using var token = new SandboxClient(Server, new([""], "alice@pve!t1", made.Data.GetProperty("value").GetString() ?? "", Server.Fingerprint));
        var answer = await token.GetAsync("/version");

        Assert.Equal((401, "user 'alice@pve' is disabled"), (answer.Status, answer.Reason));
    }

    [Fact]
    public void Built_in_roles_are_those_of_an_installation()
    {
        Assert.Equal(18, BuiltInRoles.All.Count);
        Assert.Contains("VM.Allocate", BuiltInRoles.All["PVEAdmin"]);
        Assert.DoesNotContain("Sys.Modify", BuiltInRoles.All["PVEAdmin"]);
    }

    private Task<SandboxAnswer> AddAsync(string user, params (string Name, string Value)[] more) => Root.PostAsync("/access/users", [("userid", user), .. more]);

    private Task<SandboxAnswer> GrantAsync(params (string Name, string Value)[] form) =>
        Root.SendAsync(HttpMethod.Put, "/access/acl", form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
