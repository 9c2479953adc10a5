using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class FirewallTests : SandboxTest
{
    private const string Guest = "/nodes/pve1/lxc/101/firewall";
    private const string Cluster = "/cluster/firewall";

    [Fact]
    public async Task A_new_rule_comes_first_and_is_disabled_unless_it_says_otherwise()
    {
        await RuleAsync(("macro", "SSH"), ("enable", "1"));
        await RuleAsync(("proto", "tcp"), ("dport", "80,443"), ("pos", "7"));
        var rules = await Root.DataAsync($"{Guest}/rules");

        Assert.Equal(("80,443", 0, 0), (rules[0].GetProperty("dport").GetString(), rules[0].GetProperty("enable").GetInt32(), rules[0].GetProperty("pos").GetInt32()));
        Assert.Equal(("SSH", 1), (rules[1].GetProperty("macro").GetString(), rules[1].GetProperty("enable").GetInt32()));
    }

    [Fact]
    public async Task Rules_are_changed_moved_and_removed_under_their_digest()
    {
        foreach (var comment in new[] { "c", "b", "a" })
            await RuleAsync(("comment", comment), ("enable", "1"));
        var digest = (await Root.DataAsync($"{Guest}/rules"))[0].GetProperty("digest").GetString() ?? "";
        var stale = await PutAsync($"{Guest}/rules/0", ("comment", "x"), ("digest", new string('0', 40)));
        var moved = await PutAsync($"{Guest}/rules/0", ("moveto", "3"), ("digest", digest));
        var changed = await PutAsync($"{Guest}/rules/0", ("enable", "0"), ("delete", "comment"));
        var removed = await Root.SendAsync(HttpMethod.Delete, $"{Guest}/rules/1");
        var beyond = await Root.SendAsync(HttpMethod.Delete, $"{Guest}/rules/9");
        var rules = await Root.DataAsync($"{Guest}/rules");

        Assert.Equal("detected modified configuration - file changed by other user? Try again.", stale.Reason);
        Assert.Equal((200, 200, 200), (moved.Status, changed.Status, removed.Status));
        Assert.Equal("no rule at position 9", beyond.Reason);
        Assert.Equal(2, rules.GetArrayLength());
        Assert.False(rules[0].TryGetProperty("comment", out _));
        Assert.Equal("a", rules[1].GetProperty("comment").GetString());
    }

    [Theory]
    [InlineData("dport", "80", "proto", "missing property - 'dport' requires this property")]
    [InlineData("macro", "Doom", "macro", "unknown macro 'Doom'")]
    [InlineData("source", "+nobody", "source", "no such ipset 'nobody'")]
    [InlineData("dest", "nowhere", "dest", "no such alias 'nowhere'")]
    [InlineData("action", "SHRUG", "action", "unknown action 'SHRUG'")]
    [InlineData("source", "10.0.0.300", "source", "invalid format - invalid address '10.0.0.300'\n")]
    public async Task What_a_rule_names_has_to_be_there(string name, string value, string parameter, string text) =>
        Assert.Equal(text, (await RuleAsync((name, value))).Error(parameter));

    [Fact]
    public async Task Aliases_and_sets_are_named_once_and_rules_may_use_them()
    {
        await Root.PostAsync($"{Cluster}/aliases", ("name", "lan"), ("cidr", "192.168.1.0/24"));
        await Root.PostAsync($"{Cluster}/ipset", ("name", "trusted"), ("comment", "admins"));
        await Root.PostAsync($"{Cluster}/ipset/trusted", ("cidr", "192.168.1.7"));
        var aliasAgain = await Root.PostAsync($"{Cluster}/aliases", ("name", "lan"), ("cidr", "10.0.0.0/8"));
        var setAgain = await Root.PostAsync($"{Cluster}/ipset", ("name", "trusted"));
        var entryAgain = await Root.PostAsync($"{Cluster}/ipset/trusted", ("cidr", "192.168.1.7"));
        var used = await RuleAsync(("source", "+dc/trusted"), ("dest", "dc/lan"));
        var full = await Root.SendAsync(HttpMethod.Delete, $"{Cluster}/ipset/trusted");
        var emptied = await Root.SendAsync(HttpMethod.Delete, $"{Cluster}/ipset/trusted/192.168.1.7");
        var gone = await Root.SendAsync(HttpMethod.Delete, $"{Cluster}/ipset/trusted");

        Assert.Equal("alias 'lan' already exists", aliasAgain.Error("name"));
        Assert.Equal("IPSet 'trusted' already exists", setAgain.Error("name"));
        Assert.Equal("address '192.168.1.7' already exists", entryAgain.Error("cidr"));
        Assert.Equal((200, "IPSet 'trusted' is not empty"), (used.Status, full.Reason));
        Assert.Equal((200, 200), (emptied.Status, gone.Status));
        Assert.Equal("""[{"type":"alias","name":"lan","ref":"dc/lan","scope":"dc"}]""", (await Root.DataAsync($"{Guest}/refs")).GetRawText());
    }

    [Fact]
    public async Task A_security_group_is_made_before_it_is_used_and_emptied_before_it_goes()
    {
        var early = await Root.PostAsync($"{Guest}/rules", ("type", "group"), ("action", "web"), ("enable", "1"));
        await Root.PostAsync($"{Cluster}/groups", ("group", "web"), ("comment", "HTTP"));
        await Root.PostAsync($"{Cluster}/groups/web", ("type", "in"), ("action", "ACCEPT"), ("macro", "HTTP"), ("enable", "1"));
        var used = await Root.PostAsync($"{Guest}/rules", ("type", "group"), ("action", "web"), ("enable", "1"));
        var full = await Root.SendAsync(HttpMethod.Delete, $"{Cluster}/groups/web");

        Assert.Equal("security group 'web' does not exist", early.Error("action"));
        Assert.Equal(200, used.Status);
        Assert.Equal("Security group 'web' is not empty", full.Reason);
        Assert.Equal("no such security group 'db'", (await Root.GetAsync($"{Cluster}/groups/db")).Reason);
    }

    [Fact]
    public async Task A_new_guest_does_not_get_the_rules_of_a_destroyed_one()
    {
        await RuleAsync(("macro", "SSH"));
        await Root.RunAsync(Root.SendAsync(HttpMethod.Delete, "/nodes/pve1/lxc/101?force=1"));
        var gone = await Root.DataAsync($"{Guest}/rules");
        await Root.RunAsync(Root.CreateAsync("pve1", 101));
        var fresh = await Root.DataAsync($"{Guest}/rules");

        Assert.Equal((0, 0), (gone.GetArrayLength(), fresh.GetArrayLength()));
    }

    [Fact]
    public async Task Options_are_set_deleted_and_survive_a_restart()
    {
        await PutAsync($"{Cluster}/options", ("enable", "1"), ("policy_in", "DROP"));
        await PutAsync("/nodes/pve1/firewall/options", ("log_level_in", "info"));
        await PutAsync($"{Cluster}/options", ("delete", "policy_in"));
        await RestartAsync();
        var options = await Root.DataAsync($"{Cluster}/options");
        var forbidden = await new SandboxClient(Server, Server.Nobody).SendAsync(HttpMethod.Put, $"{Guest}/options");

        Assert.Equal(["digest", "enable"], options.EnumerateObject().Select(option => option.Name).Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Number, options.GetProperty("enable").ValueKind);
        Assert.Equal("info", (await Root.DataAsync("/nodes/pve1/firewall/options")).GetProperty("log_level_in").GetString());
        Assert.Equal("Permission check failed (/vms/101, VM.Config.Network)", forbidden.Reason);
    }

    private Task<SandboxAnswer> RuleAsync(params (string Name, string Value)[] more)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "in", ["action"] = "ACCEPT" };
        foreach (var (name, value) in more)
            form[name] = value;
        return Root.SendAsync(HttpMethod.Post, $"{Guest}/rules", form);
    }

    private Task<SandboxAnswer> PutAsync(string path, params (string Name, string Value)[] form) =>
        Root.SendAsync(HttpMethod.Put, path, form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal));
}
