using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class ParameterTests : SandboxTest
{
    [Theory]
    [InlineData("bogus", "1", "property is not defined in schema and the schema does not allow additional properties")]
    [InlineData("vmid", "5", "invalid format - value does not look like a valid VM ID\n")]
    [InlineData("vmid", "abc", "type check ('integer') failed - got 'abc'")]
    [InlineData("memory", "15", "value must have a minimum value of 16")]
    [InlineData("cores", "8193", "value must have a maximum value of 8192")]
    [InlineData("onboot", "true", "type check ('boolean') failed - got 'true'")]
    [InlineData("hostname", "under_score", "invalid format - value does not look like a valid DNS name\n")]
    [InlineData("password", "four", "value must be at least 5 characters long")]
    [InlineData("tags", "a;b c;=", "invalid format - invalid characters in tag\n")]
    [InlineData("arch", "z80", "value 'z80' does not have a value in the enumeration 'amd64, i386, arm64, armhf, riscv32, riscv64'")]
    [InlineData("net0", "bridge=vmbr0", "invalid format - format error\nnet0.name: property is missing and it is not optional\n")]
    [InlineData("net0", "name=eth0,tag=5000", "invalid format - format error\nnet0.tag: value must have a maximum value of 4094\n")]
    [InlineData("net0", "name=eth0,vlan=5", "invalid format - invalid key in comma-separated list property: vlan\n")]
    [InlineData("net0", "eth0", "invalid format - value without key, but schema does not define a default key\n")]
    [InlineData("net0", "name=eth0,ip=10.0.0.5", "invalid format - format error\nnet0.ip: invalid format - value does not look like a valid ipv4 network configuration\n\n")]
    [InlineData("rootfs", "local-lvm:8,size=big", "invalid format - format error\nrootfs.size: invalid format - value does not look like a valid disk size: big\n\n")]
    [InlineData("net32", "name=eth0", "property is not defined in schema and the schema does not allow additional properties")]
    public async Task A_bad_parameter_is_refused_with_the_servers_own_words(string name, string value, string text)
    {
        var answer = await Agent.CreateAsync("pve1", 200, (name, value));

        Assert.Equal((400, "Parameter verification failed."), (answer.Status, answer.Reason));
        Assert.Equal(text, answer.Error(name));
    }

    [Fact]
    public async Task Missing_parameters_are_all_named()
    {
        var answer = await Agent.PostAsync("/nodes/pve1/lxc");

        const string missing = "property is missing and it is not optional";
        Assert.Equal((missing, missing), (answer.Error("vmid"), answer.Error("ostemplate")));
    }

    [Fact]
    public async Task A_parameter_that_the_path_holds_may_not_come_again()
    {
        var answer = await Agent.GetAsync("/nodes/pve1/lxc?node=pve1");

        Assert.Equal("duplicate parameter (already defined in URI)", answer.Error("node"));
    }

    [Fact]
    public async Task A_parameter_may_require_another()
    {
        var answer = await Agent.CreateAsync("pve1", 200, ("unique", "1"));

        Assert.Equal("missing property - 'unique' requires this property", answer.Error("restore"));
    }

    [Fact]
    public async Task Json_bodies_may_carry_real_booleans()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api2/json/nodes/pve1/lxc/101/config");
        request.Content = new StringContent("""{"onboot":false,"cores":2}""", mediaType: new("application/json"));

        var answer = await Agent.SendAsync(request);

        Assert.Equal(200, answer.Status);
        var config = await Agent.DataAsync("/nodes/pve1/lxc/101/config");
        Assert.Equal((0, 2), (config.GetProperty("onboot").GetInt32(), config.GetProperty("cores").GetInt32()));
    }

    [Theory]
    [InlineData("/cluster/nextid?vmid=100", "vmid", "VM 100 already exists")]
    [InlineData("/cluster/resources?type=cat", "type", "value 'cat' does not have a value in the enumeration 'vm, storage, node, sdn'")]
    [InlineData("/nodes/pve1/tasks/nonsense/status", "upid", "unable to parse worker upid")]
    [InlineData("/nodes/pve1/tasks/UPID:pve1:00000001:00000001:00000001:vzstart:1:root@pam:/log", "upid", "no such task")]
    public async Task Reads_check_their_parameters_too(string path, string name, string text)
    {
        var answer = await Agent.GetAsync(path);

        Assert.Equal((400, text), (answer.Status, answer.Error(name)));
    }

    [Fact]
    public async Task Next_id_is_the_lowest_free_one_as_text()
    {
        Assert.Equal("103", (await Agent.DataAsync("/cluster/nextid")).GetString());
        Assert.Equal("500", (await Agent.DataAsync("/cluster/nextid?vmid=500")).GetString());
    }
}
