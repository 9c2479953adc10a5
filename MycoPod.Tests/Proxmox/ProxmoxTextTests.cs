using System.Net;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Tests.Proxmox;

public sealed class ProxmoxTextTests
{
    [Fact]
    public void A_UPID_is_read_part_by_part()
    {
        var upid = Upid.Parse("UPID:pve:000002E7:0005F7E7:6B0335D4:vzcreate:200:root@pam!test:");
        Assert.Equal(("pve", "vzcreate", "200", "root@pam!test"), (upid.Node.Value, upid.Type, upid.Id, upid.User));
        Assert.Equal(1_795_372_500, upid.StartTime.ToUnixTimeSeconds());
        Assert.Throws<FormatException>(() => Upid.Parse("UPID:pve:2E7:0005F7E7:6B0335D4:vzcreate:200:root@pam:"));
    }

    [Fact]
    public void A_refused_parameter_is_named()
    {
        var failure = FailureClassifier.Of(HttpStatusCode.BadRequest, "Parameter verification failed.", """{"message":"Parameter verification failed.\n","errors":{"memory":"value must have a minimum value of 16"},"data":null}""");
        Assert.Contains("memory: value must have a minimum value of 16", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_never_print_their_secret() => Assert.DoesNotContain(
        "TOPSECRET", new ProxmoxCredentials([new("https://pve1:8006")], "a@pve!b", "TOPSECRET").ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_creation_marker_is_found_in_a_description()
    {
        var marker = CreationMarker.Of(new("0193a0f0-0000-7000-8000-0000000000aa"), 2, 11);
        Assert.Equal(marker, CreationMarker.Find($"notes\n{marker}\n"));
        Assert.Null(CreationMarker.Find("mycopod:not-a-marker/1/1"));
    }
}
