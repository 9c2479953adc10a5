using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MycoPod.Core.Configuration;
using MycoPod.Reconciler.Configuration;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Configuration;

/// <summary>The configuration files that an installation begins with, held against what reads them.</summary>
public sealed partial class SampleTests : IDisposable
{
    private const string WebSample = "lxc/ui/config/web.json";
    private const string AgentSample = "lxc/agent/config/agent.json";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-sample-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_key_of_Web_stands_in_its_sample_and_no_other() => Assert.Equal(ConfigurationJson.KeysOf<SettingsDocument>().Order(), KeysIn(WebSample).Order());

    [Fact]
    public void Every_key_of_the_Agent_stands_in_its_sample_and_no_other() => Assert.Equal(ConfigurationJson.KeysOf<AgentDocument>().Order(), KeysIn(AgentSample).Order());

    [Fact]
    public void Webs_sample_is_a_configuration_once_it_is_filled_in()
    {
        using var files = new CertificateFiles();
        var path = Write(Filled(WebSample).Replace("/etc/mycopod/tls/certificate.pem", files.Certificate, StringComparison.Ordinal).Replace("/etc/mycopod/tls/key.pem", files.Key, StringComparison.Ordinal));
        var settings = SettingsFile.Read(path);
        Assert.Equal(new("https://filled-in-words-1"), settings.PublicUrl);
        Assert.Equal("/var/lib/mycopod/declarations.git", settings.Repository.Local);
        Assert.True(settings.ServesHttps);
    }

    [Fact]
    public void The_Agents_sample_is_a_configuration_once_it_is_filled_in()
    {
        var pairing = Path.Combine(folder.FullName, "pairing.json");
        File.WriteAllText(pairing, """{"webUrl":"https://filled-in-words-1","agentId":"5f0c1f5e-6f57-4d5e-9a0f-0d7f4a8f2b11","token":"t","approvalKey":"k"}""");
        var (configuration, _) = AgentConfigurationFile.Read(Write(Filled(AgentSample).Replace("/etc/mycopod/pairing.json", pairing, StringComparison.Ordinal)));
        Assert.Equal("https://filled-in-words-1/git/declarations.git", configuration.Repository.Url);
        Assert.Equal((30, 180, "main"), (configuration.PollSeconds, configuration.RetentionDays, configuration.Repository.Branch));
    }

    private static string Filled(string sample) => Place().Replace(Read(sample), "filled-in-words-1");

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "sample.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static string Read(string sample) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, sample));

    /// <summary>What is set and what is commented out, with dots.</summary>
    private static IEnumerable<string> KeysIn(string sample)
    {
        var everything = CommentedOut().Replace(Read(sample), "$1");
        return Keys(JsonNode.Parse(everything, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }), "");
    }

    private static IEnumerable<string> Keys(JsonNode? node, string prefix) => node is not JsonObject part
        ? [prefix.TrimEnd('.')]
        : part.SelectMany(member => Keys(member.Value, $"{prefix}{member.Key}."));

    [GeneratedRegex("@[a-z_]+@")]
    private static partial Regex Place();

    /// <summary>A comment that begins like a key or ends a part.</summary>
    [GeneratedRegex("^ *// *(\"|})", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
