using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class PoolTests : SandboxTest
{
    [Fact]
    public async Task A_pool_takes_members_lets_them_move_and_goes_when_it_is_empty()
    {
        await Root.PostAsync("/pools", ("poolid", "p1"), ("comment", "first"));
        await Root.PostAsync("/pools", ("poolid", "p2"));
        var joined = await PutAsync(("poolid", "p1"), ("vms", "101"), ("storage", "tank"));
        var again = await PutAsync(("poolid", "p1"), ("vms", "101"));
        var elsewhere = await PutAsync(("poolid", "p2"), ("vms", "101"));
        var read = await Root.DataAsync("/pools/p1");
        var full = await Root.SendAsync(HttpMethod.Delete, "/pools?poolid=p1");
        var moved = await PutAsync(("poolid", "p2"), ("vms", "101"), ("allow-move", "1"));
        var left = await PutAsync(("poolid", "p1"), ("storage", "tank"), ("delete", "1"));
        var gone = await Root.SendAsync(HttpMethod.Delete, "/pools?poolid=p1");

        Assert.Equal((200, "update pools failed: VM 101 is already a pool member"), (joined.Status, again.Reason));
        Assert.Equal("update pools failed: VM 101 belongs already to pool 'p1' and 'allow-move' is not set", elsewhere.Reason);
        Assert.Equal(["lxc/101", "storage/pve1/tank"], read.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("id").GetString() ?? ""));
        Assert.Equal("delete pool failed: pool 'p1' is not empty (contains VM 101)", full.Reason);
        Assert.Equal((200, 200, 200), (moved.Status, left.Status, gone.Status));
        Assert.Equal("""[{"poolid":"p2"}]""", (await Root.DataAsync("/pools")).GetRawText());
    }

    [Fact]
    public async Task A_pool_grants_its_members_to_those_who_have_a_role_on_it()
    {
        await Root.PostAsync("/pools", ("poolid", "p1"));
        await PutAsync(("poolid", "p1"), ("vms", "101"));
        await Root.SendAsync(HttpMethod.Put, "/access/acl", Form(("path", "/pool/p1"), ("roles", "PVEVMUser"), ("users", "nobody@pve")));
        using var nobody = new SandboxClient(Server, Server.Nobody);

        Assert.Equal((200, 403), ((await nobody.GetAsync("/nodes/pve1/lxc/101/config")).Status, (await nobody.GetAsync("/nodes/pve3/lxc/102/config")).Status));
    }

    [Fact]
    public async Task Pools_nest_and_unknown_ones_are_named()
    {
        var orphan = await Root.PostAsync("/pools", ("poolid", "a/b"));
        await Root.PostAsync("/pools", ("poolid", "a"));
        var child = await Root.PostAsync("/pools", ("poolid", "a/b"));

        Assert.Equal("create pool failed: parent 'a' of pool 'a/b' does not exist", orphan.Reason);
        Assert.Equal(200, child.Status);
        Assert.Equal("update pools failed: pool 'nope' does not exist", (await PutAsync(("poolid", "nope"))).Reason);
    }

    private Task<SandboxAnswer> PutAsync(params (string Name, string Value)[] form) => Root.SendAsync(HttpMethod.Put, "/pools", Form(form));

    private static Dictionary<string, string> Form(params (string Name, string Value)[] form) =>
        form.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
}
