using System.Globalization;
using System.Text;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Storages;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Sandbox;
using UploadedFile = MycoPod.Core.Proxmox.UploadedFile;

namespace MycoPod.Tests.Proxmox;

/// <summary>Tasks are followed and stopped; files go up in the one form that the server takes.</summary>
public sealed class TaskAndUploadTests : SandboxTest
{
    private readonly ExchangeList exchanges = [];
    private readonly List<string> lines = [];

    [Fact]
    public async Task A_task_is_followed_to_its_end_and_its_log_comes_whole_and_once()
    {
        using var connection = Connect(Server);
        var client = new ProxmoxClient(connection, exchanges);
        var upid = Upid.Parse((await Agent.CreateAsync("pve1", 170)).Upid);
        var state = await WaitAsync(client, upid, TimeSpan.FromMinutes(1));
        Assert.True(state.IsSuccess);
        Assert.Equal(await Agent.LogAsync(upid.Text), lines);
        Assert.NotEmpty(lines);
    }

    [Fact]
    public async Task Whoever_runs_out_of_patience_is_told_that_the_task_runs_and_may_stop_it()
    {
        await using var server = await SandboxServer.StartAsync(Path.Combine(StateDirectory, "..", "slow"), speed: 1, Token);
        using var connection = Connect(server);
        var client = new ProxmoxClient(connection, exchanges);
        var upid = Upid.Parse((await client.SendAsync(new("POST", "/nodes/pve2/lxc", [.. SandboxClient.Container(170)]), Token)).ToString());
        Assert.True((await WaitAsync(client, upid, TimeSpan.FromMilliseconds(300))).IsRunning);
        await client.StopTaskAsync(upid, Token);
        var state = await WaitAsync(client, upid, TimeSpan.FromMinutes(1));
        Assert.Equal((false, false, "unable to create CT 170 - received interrupt"), (state.IsRunning, state.IsSuccess, state.ExitStatus));
        await client.StopTaskAsync(upid, Token);
        Assert.Equal(2, exchanges.Calls.Count(c => c.StartsWith("DELETE /nodes/pve2/tasks/UPID", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_upload_is_sent_in_the_one_form_that_the_server_takes()
    {
        await using var node = await StubNode.StartAsync(
            new() { ["POST /api2/json/nodes/pve1/storage/local/upload"] = """{"data":"UPID:pve1:000005E4:00063060:6B033665:imgcopy::root@pam!test:"}""" }, Token);
        using var connection = new ProxmoxConnection(node.WithToken, TimeProvider.System);
        var file = new UploadedFile("debian-12+x.iso", () => new MemoryStream("the image\r\n"u8.ToArray()));
        var upid = await new ProxmoxClient(connection, exchanges).UploadAsync(new NodeName("pve1"), "local", "iso", file, Token);
        Assert.Equal(("imgcopy", ""), (upid.Type, upid.Id));

        var (_, headers, body) = Assert.Single(node.Received);
        var type = headers["Content-Type"];
        Assert.StartsWith("multipart/form-data; boundary=mycopod", type, StringComparison.Ordinal);
        Assert.DoesNotContain('"', type);
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), headers["Content-Length"]);
        Assert.False(headers.ContainsKey("Transfer-Encoding"));
        var boundary = type[(type.IndexOf('=', StringComparison.Ordinal) + 1)..];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\niso\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"debian-12+x.iso\"\r\n\r\nthe image\r\n\r\n--{boundary}--\r\n",
            Encoding.ASCII.GetString(body));
        Assert.Equal("content=iso\nfilename=debian-12+x.iso", Assert.Single(exchanges).RequestBody);
    }

    [Theory]
    [InlineData("a\".iso")]
    [InlineData("../a.iso")]
    [InlineData("a b.iso")]
    [InlineData("")]
    public async Task A_name_that_could_break_out_of_its_part_is_not_sent(string name)
    {
        using var connection = Connect(Server);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            new ProxmoxClient(connection, exchanges).UploadAsync(new NodeName("pve1"), "local", "iso", new UploadedFile(name, () => Stream.Null), Token));
        Assert.Empty(exchanges);
    }

    private Task<TaskState> WaitAsync(ProxmoxClient client, Upid upid, TimeSpan patience) => client.WaitForTaskAsync(
        upid,
        patience,
        more =>
        {
            lines.AddRange(more);
            return Task.CompletedTask;
        },
        TimeProvider.System,
        Token);

    private static ProxmoxConnection Connect(SandboxServer server) => new(
        new([server.BaseAddress], server.Agent.TokenId, server.Agent.TokenSecret, server.Fingerprint), TimeProvider.System);
}
