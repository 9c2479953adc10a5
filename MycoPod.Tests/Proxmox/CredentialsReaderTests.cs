using System.Text;
using MycoPod.Core.Proxmox.Access;

namespace MycoPod.Tests.Proxmox;

public sealed class CredentialsReaderTests
{
    private const string HostKey = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDWVKkjTEWyC0jCvHo";

    [Fact]
    public void Every_key_is_read()
    {
        var credentials = Read($$$$"""
            {"endpoints":["https://pve1:8006","https://10.0.0.2:8006"],"username":"mycopod@pve","password":"TOPSECRET","tlsFingerprint":"{{{{new string('A', 64)}}}}",
             "ssh":{"user":"mycopod","privateKey":"-----BEGIN OPENSSH PRIVATE KEY-----\nTOPSECRET\n-----END OPENSSH PRIVATE KEY-----\n","hostKeys":{"pve1":"{{{{HostKey}}}}"}}}
            """);
        Assert.Equal(("mycopod@pve", "mycopod@pve", "TOPSECRET", null), (credentials.User, credentials.Username, credentials.Password, credentials.TokenId));
        Assert.Equal([new("https://pve1:8006"), new Uri("https://10.0.0.2:8006")], credentials.Endpoints);
        Assert.Equal(("mycopod", HostKey), (credentials.Ssh?.User, credentials.Ssh?.HostKeys["pve1"]));
        Assert.DoesNotContain("TOPSECRET", $"{credentials} {credentials.Ssh}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","typo":1}""", "The key typo is not known.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","TOP SECRET":1}""", "A key is not known.")]
    [InlineData("""{"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET"}""", "endpoints must be a list of addresses, as in [\"https://pve1:8006\"].")]
    [InlineData("""{"endpoints":["https://pve1:8006","http://TOPSECRET"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET"}""", "Endpoint 2 is no https address of a node, as in https://pve1:8006.")]
    [InlineData("""{"endpoints":["https://pve1:8006/api2"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET"}""", "Endpoint 1 is no https address of a node, as in https://pve1:8006.")]
    [InlineData("""{"endpoints":["https://pve1:8006"]}""", "tokenId and tokenSecret are missing, or username and password.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot"}""", "tokenSecret is missing.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"password":"TOPSECRET"}""", "username is missing.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","username":"a@pve","password":"TOPSECRET"}""", "Either tokenId and tokenSecret are given, or username and password, not both.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":7}""", "tokenSecret must be a text that is not empty. tokenSecret is missing.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"root@pam","tokenSecret":"TOPSECRET"}""", "tokenId is written user@realm!name, as in mycopod@pve!agent.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"username":"root","password":"TOPSECRET"}""", "username is written user@realm, as in mycopod@pve.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET\n"}""", "tokenSecret holds characters that no secret has.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","tlsFingerprint":"AB:CD"}""", "tlsFingerprint is a SHA-256: 64 hexadecimal digits, with or without colons.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","ca":"TOPSECRET"}""", "ca holds no certificate in PEM, as /etc/pve/pve-root-ca.pem does.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","ssh":{"user":"x","privateKey":"TOPSECRET"}}""", "ssh.hostKeys is missing. ssh.privateKey is no private key in OpenSSH's or PEM format.")]
    [InlineData("""{"endpoints":["https://pve1:8006"],"tokenId":"a@pve!bot","tokenSecret":"TOPSECRET","ssh":"TOPSECRET"}""", "ssh must be an object of user, privateKey, hostKeys.")]
    public void A_problem_is_named_without_quoting_the_file(string json, string problem)
    {
        var failure = Assert.Throws<FormatException>(() => Read(json));
        Assert.Equal($"The Proxmox credentials file cannot be used. {problem}", failure.Message.Replace('\n', ' '));
        Assert.DoesNotContain("TOPSECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOPSECRET")]
    [InlineData("[\"TOPSECRET\"]")]
    [InlineData("""{"tokenId":"a@pve!bot","tokenId":"TOPSECRET"}""")]
    public void What_is_no_object_of_JSON_is_refused_without_quoting_it(string json)
    {
        var failure = Assert.Throws<FormatException>(() => Read(json));
        Assert.Contains("Expected keys: endpoints", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_named_at_once()
    {
        var failure = Assert.Throws<FormatException>(() => Read("""{"endpoints":[],"tokenId":"x","tlsFingerprint":"y","more":true,"ssh":{"user":"","privateKey":"","hostKeys":{"pve1":"MD5:00"}}}"""));
        Assert.All(
            ["The key more ", "endpoints must", "tokenSecret is missing", "tokenId is written", "tlsFingerprint is", "ssh.user must", "ssh.privateKey must", "ssh.hostKeys names"],
            part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    private static ProxmoxCredentials Read(string json) => ProxmoxCredentials.Read(Encoding.UTF8.GetBytes(json));
}
