using System.Text.Json;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Tests.Proxmox;

public sealed class SecretMaskTests
{
    private const string Secret = "s3 cr+t/\"vä\\l";

    private readonly SecretMask mask = new([Secret, "s3 cr"]);

    [Fact]
    public void Secrets_are_masked_by_the_name_of_their_parameter()
    {
        Assert.Equal($"cipassword={SecretMask.Mask}", mask.Parameter("cipassword", "anything"));
        Assert.Equal("hostname=web-1", mask.Parameter("hostname", "web-1"));
        Assert.Equal($"target-endpoint=host=pve9,apitoken={SecretMask.Mask},fingerprint=AA", mask.Parameter("target-endpoint", "host=pve9,apitoken=PVEAPIToken=a@pve!b=TOP,fingerprint=AA"));
        Assert.Equal($"/api2/json/x?user=ada&password={SecretMask.Mask}&y=1", mask.Address("/api2/json/x?user=ada&password=TOP&y=1"));
    }

    [Fact]
    public void Secrets_are_masked_in_answers_by_name()
    {
        Assert.Equal($$$"""{"data":{"ticket":"{{{SecretMask.Mask}}}","username":"ada","CSRFPreventionToken" : "{{{SecretMask.Mask}}}"}}""", mask.Answer("""{"data":{"ticket":"PVE:ada:\"x","username":"ada","CSRFPreventionToken" : "6B:x"}}"""));
        Assert.Equal($$$"""{"data":{"full-tokenid":"a@pve!b","value":"{{{SecretMask.Mask}}}"}}""", mask.Answer("""{"data":{"full-tokenid":"a@pve!b","value":"TOP"}}"""));
        const string pending = """{"data":[{"key":"memory","value":"512"},{"key":"name","value":"web-1"}]}""";
        Assert.Equal(pending, mask.Answer(pending));
    }

    [Fact]
    public void Known_values_are_masked_in_every_way_of_writing_them()
    {
        string[] writings =
        [
            Secret,
            Uri.EscapeDataString(Secret),
            Uri.EscapeDataString(Uri.EscapeDataString(Secret)),
            Uri.EscapeDataString(Secret).Replace("%20", "+", StringComparison.Ordinal),
            JsonSerializer.Serialize(Secret)[1..^1],
            Secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
        ];
        Assert.All(writings, w => Assert.Equal($"see {SecretMask.Mask}!", mask.Text($"see {w}!")));
        Assert.All(writings, w => Assert.Equal($"description=see {SecretMask.Mask}!", mask.Parameter("description", $"see {w}!")));
    }
}
