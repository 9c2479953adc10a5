using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Credentials;

/// <summary>Sealed files on their way into the Agent's protected directory, proved against the sandbox.</summary>
public sealed class ConfigurationFilesTests : SandboxTest
{
    private ProtectedDirectory Directory => new(Path.Combine(StateDirectory, "..", "agent"));

    [Fact]
    public async Task Credentials_that_hold_replace_the_former_ones_and_are_noted()
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(StateDirectory, "credentials.json"), Token);
        var result = await StoreAsync(ConfigurationFileKind.ProxmoxCredentials, content);
        Assert.Equal(
            (null, "pve-home 8.4.1 answers. Not permitted: set up high availability (Sys.Console on /); manage users and permissions (User.Modify, Permissions.Modify on /access)."),
            (result.Problem, result.Proof));
        Assert.Equal(content, Directory.Find("proxmox.json"));
        Assert.Equal("ada", Files.Find(ConfigurationFileKind.ProxmoxCredentials)?.SetBy);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Directory.Path, "proxmox.json")));
    }

    [Fact]
    public async Task Credentials_that_hold_and_may_little_say_so()
    {
        var credentials = Server.Nobody;
        var nobody = await StoreAsync(ConfigurationFileKind.ProxmoxCredentials, JsonSerializer.SerializeToUtf8Bytes(
            new { endpoints = credentials.Endpoints, tokenId = credentials.TokenId, tokenSecret = credentials.TokenSecret, tlsFingerprint = credentials.TlsFingerprint }));
        Assert.StartsWith("cluster 8.4.1 answers. Not permitted: see guests (VM.Audit on /vms); see nodes (Sys.Audit on /nodes); ", nobody.Proof, StringComparison.Ordinal);

        var user = await StoreAsync(ConfigurationFileKind.ProxmoxCredentials, JsonSerializer.SerializeToUtf8Bytes(
            new { endpoints = credentials.Endpoints, username = "op@pve", password = Server.Password("op@pve"), tlsFingerprint = credentials.TlsFingerprint }));
        Assert.Contains("clone guests (VM.Clone on /vms)", user.Proof, StringComparison.Ordinal);
        Assert.DoesNotContain("start and stop guests", user.Proof, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"endpoints":["ENDPOINT"],"tokenId":"mycopod@pve!agent","tokenSecret":"00000000-0000-0000-0000-00000000dead","tlsFingerprint":"FINGERPRINT"}""", "does not accept it")]
    [InlineData("""{"endpoints":["ENDPOINT"],"tokenId":"mycopod@pve!agent"}""", "tokenSecret")]
    [InlineData("not json", "Expected keys")]
    public async Task Credentials_that_do_not_hold_replace_nothing(string file, string expected)
    {
        Directory.Write("proxmox.json", "the former ones"u8);
        var content = file.Replace("ENDPOINT", $"{Server.BaseAddress}", StringComparison.Ordinal).Replace("FINGERPRINT", Server.Fingerprint, StringComparison.Ordinal);
        var result = await StoreAsync(ConfigurationFileKind.ProxmoxCredentials, Encoding.UTF8.GetBytes(content));
        Assert.Contains(expected, result.Problem, StringComparison.Ordinal);
        Assert.Equal("the former ones"u8.ToArray(), Directory.Find("proxmox.json"));
    }

    [Theory]
    [InlineData("""{"provider":"openai","model":"m","apiKey":"TOPSECRET","endpoint":"SERVER/v1"}""", "openai m answers.")]
    [InlineData("""{"provider":"azure-openai","model":"m","apiKey":"TOPSECRET","endpoint":"SERVER"}""", "azure-openai m answers.")]
    [InlineData("""{"provider":"anthropic","model":"m","apiKey":"TOPSECRET","endpoint":"SERVER"}""", "anthropic m answers.")]
    [InlineData("""{"provider":"ollama","model":"m","endpoint":"SERVER"}""", "ollama m answers.")]
    [InlineData("""{"provider":"openai-compatible","model":"m","endpoint":"SERVER/v1"}""", "openai-compatible m answers.")]
    public async Task A_language_model_is_asked_something_short_before_its_file_is_kept(string file, string proof)
    {
        await using var server = await ModelServer.StartAsync("ready");
        var result = await StoreAsync(ConfigurationFileKind.LanguageModel, Encoding.UTF8.GetBytes(file.Replace("SERVER", $"{server.Address}".TrimEnd('/'), StringComparison.Ordinal)));
        Assert.Equal((null, proof), (result.Problem, result.Proof));
        Assert.Equal(proof, $"{new LanguageModelAccess(Directory).PlannerName()} answers.");
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401, "the provider refused the key (401)")]
    [InlineData(404, "no such model")]
    [InlineData(500, "a problem of its own (500)")]
    public async Task A_language_model_that_does_not_answer_replaces_nothing(int status, string reason)
    {
        Directory.Write("language-model.json", """{"provider":"built-in"}"""u8);
        await using var server = await ModelServer.StartAsync(Enumerable.Repeat(ModelReply.Failing(status, message: status == 404 ? "no such model" : null), 3));
        var result = await StoreAsync(ConfigurationFileKind.LanguageModel, Encoding.UTF8.GetBytes($$"""{"provider":"openai","model":"m","apiKey":"TOPSECRET","endpoint":"{{server.Address}}v1"}"""));
        Assert.Contains(reason, result.Problem, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was replaced.", result.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", result.Problem, StringComparison.Ordinal);
        Assert.Equal("built-in", new LanguageModelAccess(Directory).PlannerName());
    }

    [Theory]
    [InlineData("""{"provider":"built-in"}""", null)]
    [InlineData("""{"provider":"openai","apiKey":"TOPSECRET"}""", "needs model")]
    [InlineData("""{"provider":"anthropic","model":"m"}""", "needs apiKey")]
    [InlineData("""{"provider":"azure-openai","model":"m","apiKey":"TOPSECRET"}""", "needs endpoint")]
    [InlineData("""{"provider":"openai-compatible"}""", "needs model and endpoint")]
    [InlineData("""{"provider":"ollama","model":"m","endpoint":"ftp://x"}""", "endpoint")]
    [InlineData("""{"provider":"ollama","model":"m","endpoint":"http://a:TOPSECRET@x"}""", "endpoint holds a user")]
    [InlineData("""{"provider":"built-in","timeoutSeconds":0}""", "timeoutSeconds has to be 1 to 150")]
    [InlineData("""{"provider":"built-in","temperature":3}""", "temperature has to be 0 to 2")]
    [InlineData("""{"provider":"chatty"}""", "provider is not known")]
    [InlineData("""{"provider":"openai","key":"TOPSECRET"}""", "Expected keys")]
    public async Task A_language_model_file_is_checked_for_what_its_provider_needs(string file, string? problem)
    {
        var result = await StoreAsync(ConfigurationFileKind.LanguageModel, Encoding.UTF8.GetBytes(file));
        if (problem is null) Assert.Null(result.Problem);
        else Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", result.Problem ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, Directory.Find("language-model.json") is not null);
    }

    [Fact]
    public async Task A_box_for_another_key_or_purpose_or_one_that_was_changed_is_refused()
    {
        var key = new SealingKey(Directory);
        var box = SealedBox.Seal(key.GetPublicKey(), "x"u8, StoreFileRequest.ContextOf(ConfigurationFileKind.LanguageModel));
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var foreign = SealedBox.Seal(other.ExportSubjectPublicKeyInfoPem(), "x"u8, StoreFileRequest.ContextOf(ConfigurationFileKind.ProxmoxCredentials));
        byte[] changed = [.. SealedBox.Seal(key.GetPublicKey(), "x"u8, StoreFileRequest.ContextOf(ConfigurationFileKind.ProxmoxCredentials))];
        changed[^1] ^= 1;
        foreach (var bad in (byte[][])[box, foreign, changed, [], [0, 91]])
        {
            var result = await Files.StoreAsync(new(ConfigurationFileKind.ProxmoxCredentials, bad, "ada"), Token);
            Assert.Contains("not sealed to this Agent", result.Problem, StringComparison.Ordinal);
        }
    }

    private ConfigurationFiles Files => new(Directory, new SealingKey(Directory), new ModelProof(TimeProvider.System), TimeProvider.System);

    private Task<StoreFileResult> StoreAsync(ConfigurationFileKind kind, byte[] content)
    {
        var box = SealedBox.Seal(new SealingKey(Directory).GetPublicKey(), content, StoreFileRequest.ContextOf(kind));
        return Files.StoreAsync(new(kind, box, "ada"), Token);
    }
}
