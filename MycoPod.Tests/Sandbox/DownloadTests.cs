using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class DownloadTests : SandboxTest
{
    private const string At = "/nodes/pve1/storage/tank";
    private const string Address = "https://cloud-images.ubuntu.com/noble.iso";

    private static readonly string Sum = new('a', 64);

    [Fact]
    public async Task A_file_is_fetched_once_and_never_written_over()
    {
        var first = await DownloadAsync("noble.iso");
        var end = await Root.EndOfTaskAsync(first.Upid);
        var second = await Root.RunAsync(DownloadAsync("noble.iso"));
        var content = await Root.DataAsync($"{At}/content?content=iso");

        Assert.Equal(("download", "noble.iso"), (first.Upid.Split(':')[5], first.Upid.Split(':')[6]));
        Assert.Equal("OK", end.GetProperty("exitstatus").GetString());
        Assert.Equal("refusing to override existing file '/mnt/pve/tank/template/iso/noble.iso'", second.GetProperty("exitstatus").GetString());
        Assert.Equal("tank:iso/noble.iso", Assert.Single(content.EnumerateArray()).GetProperty("volid").GetString());
    }

    [Fact]
    public async Task A_checksum_makes_the_second_download_a_success()
    {
        var checksum = new[] { ("checksum", Sum), ("checksum-algorithm", "sha256") };
        await Root.RunAsync(DownloadAsync("noble.iso", checksum));
        var again = await DownloadAsync("noble.iso", checksum);
        var other = await Root.RunAsync(DownloadAsync("noble.iso", ("checksum", new string('b', 64)), ("checksum-algorithm", "sha256")));

        Assert.Equal("OK", (await Root.EndOfTaskAsync(again.Upid)).GetProperty("exitstatus").GetString());
        Assert.Contains("calculating checksum of existing file...OK, got correct file already, no need to download", await Root.LogAsync(again.Upid));
        Assert.Equal($"checksum mismatch: got '{Sum}' != expect '{new string('b', 64)}', aborting", other.GetProperty("exitstatus").GetString());
    }

    [Theory]
    [InlineData("local", "import", "noble.qcow2", 500, "storage 'local' is not configured for content-type 'import'")]
    [InlineData("local-lvm", "iso", "noble.iso", 500, "can't upload to storage type 'lvmthin', not a file based storage!")]
    [InlineData("tank", "iso", "noble.qcow2", 400, "Parameter verification failed.")]
    public async Task A_storage_takes_only_its_content_and_a_name_that_fits(string storage, string content, string file, int status, string reason)
    {
        var answer = await Root.PostAsync($"/nodes/pve1/storage/{storage}/download-url", ("url", Address), ("content", content), ("filename", file));

        Assert.Equal((status, reason), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Names_are_made_safe_and_a_checksum_needs_its_algorithm()
    {
        var odd = await DownloadAsync("my image (1).iso");
        var lonely = await DownloadAsync("a.iso", ("checksum", Sum));
        await Root.EndOfTaskAsync(odd.Upid);

        Assert.Equal("my_image__1_.iso", odd.Upid.Split(':')[6]);
        Assert.Equal("missing property - 'checksum' requires this property", lonely.Error("checksum-algorithm"));
    }

    [Fact]
    public async Task An_address_that_nobody_has_fails_in_the_task()
    {
        var end = await Root.RunAsync(Root.PostAsync($"{At}/download-url", ("url", "https://images.invalid/a.iso"), ("content", "iso"), ("filename", "a.iso")));

        Assert.StartsWith("download failed: ", end.GetProperty("exitstatus").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_come_from_the_list_and_twice_is_well()
    {
        var offered = await Root.DataAsync("/nodes/pve1/aplinfo");
        var name = offered[0].GetProperty("template").GetString() ?? "";
        var ends = new[] { await FetchAsync(name), await FetchAsync(name) };
        var unknown = await Root.PostAsync("/nodes/pve1/aplinfo", ("storage", "tank"), ("template", "nothing.tar.zst"));

        Assert.All(ends, end => Assert.Equal("OK", end));
        Assert.Equal("no such template", unknown.Error("template"));
        Assert.Contains((await Root.DataAsync($"{At}/content?content=vztmpl")).EnumerateArray(), volume => volume.GetProperty("volid").GetString() == $"tank:vztmpl/{name}");
    }

    [Fact]
    public async Task An_upload_is_taken_in_the_one_form_that_the_server_reads()
    {
        var good = await UploadAsync("boundary=plain", "plain", "hello", Convert.ToHexStringLower(SHA256.HashData("hello"u8)));
        var quoted = await UploadAsync("boundary=\"plain\"", "plain", "hello", Sum);
        var wrong = await UploadAsync("boundary=plain", "plain", "hello", Sum);

        Assert.Equal("OK", (await Root.EndOfTaskAsync(good.Upid)).GetProperty("exitstatus").GetString());
        Assert.StartsWith("UPID:pve1:", good.Upid, StringComparison.Ordinal);
        Assert.Equal(("imgcopy", ""), (good.Upid.Split(':')[5], good.Upid.Split(':')[6]));
        Assert.Equal((501, "upload failed"), (quoted.Status, quoted.Reason));
        Assert.StartsWith("checksum mismatch: got '2cf24d", (await Root.EndOfTaskAsync(wrong.Upid)).GetProperty("exitstatus").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single((await Root.DataAsync($"{At}/content?content=iso")).EnumerateArray()).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Who_may_not_add_templates_may_not_fetch_them()
    {
        using var nobody = new SandboxClient(Server, Server.Nobody);
        var answer = await nobody.PostAsync("/nodes/pve1/aplinfo", ("storage", "tank"), ("template", "x"));

        Assert.Equal((403, "Permission check failed (/storage/tank, Datastore.AllocateTemplate)"), (answer.Status, answer.Reason));
    }

    private Task<SandboxAnswer> DownloadAsync(string file, params (string Name, string Value)[] more) =>
        Root.PostAsync($"{At}/download-url", [("url", Address), ("content", "iso"), ("filename", file), .. more]);

    private async Task<string?> FetchAsync(string template) =>
        (await Root.RunAsync(Root.PostAsync("/nodes/pve1/aplinfo", ("storage", "tank"), ("template", template)))).GetProperty("exitstatus").GetString();

    private async Task<SandboxAnswer> UploadAsync(string parameter, string boundary, string file, string checksum)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in new[] { ("content", "iso"), ("checksum-algorithm", "sha256"), ("checksum", checksum) })
            body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"small.iso\"\r\n\r\n{file}\r\n--{boundary}--\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api2/json{At}/upload");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString()));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; {parameter}");
        return await Root.SendAsync(request);
    }
}
