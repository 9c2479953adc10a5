using System.Globalization;
using System.Text;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Sandbox;
using UploadedFile = MycoPod.Core.Proxmox.UploadedFile;

namespace MycoPod.Tests.Proxmox;

/// <summary>Tasks are stopped; files go up in the one form that the server takes.</summary>
public sealed class TaskAndUploadTests : SandboxTest
{
    private readonly ExchangeList exchanges = [];

    [Fact]
    public async Task A_task_may_be_stopped_and_says_so_and_stopping_it_again_does_nothing()
    {
        await using var server = await SandboxServer.StartAsync(Path.Combine(StateDirectory, "..", "slow"), speed: 1, Token);
        using var connection = Connect(server);
        var client = new ProxmoxClient(connection, exchanges);
        var upid = Upid.Parse((await client.SendAsync(new("POST", "/nodes/pve2/lxc", [.. SandboxClient.Container(170)]), Token)).ToString());
        Assert.True((await client.GetTaskStateAsync(upid, Token)).IsRunning);
        await client.StopTaskAsync(upid, Token);
        TaskState state;
        while ((state = await client.GetTaskStateAsync(upid, Token)).IsRunning) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        Assert.Equal((false, "unable to create CT 170 - received interrupt"), (state.IsSuccess, state.ExitStatus));
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
        var answer = await new ProxmoxClient(connection, exchanges).SendAsync(new("POST", "/nodes/pve1/storage/local/upload", [new("content", "iso")]) { File = file }, Token);
        Assert.Equal("imgcopy", Upid.Parse(answer.ToString()).Type);

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
    public void A_name_that_could_break_out_of_its_part_is_not_sent(string name) => Assert.Throws<ArgumentException>(() => new UploadedFile(name, () => Stream.Null));

    private static ProxmoxConnection Connect(SandboxServer server) => new(
        new([server.BaseAddress], server.Agent.TokenId, server.Agent.TokenSecret, server.Fingerprint), TimeProvider.System);
}
