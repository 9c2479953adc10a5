using MycoPod.Reconciler.Configuration;

namespace MycoPod.Tests.Configuration;

public sealed class AgentConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-config-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void All_problems_are_named_at_once_and_no_secret_with_them()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(
            """
            {
              // Comments are allowed.
              "stateDirectory": "agent", "statedirectory": "/x", "connection": "TOPSECRET=1", "retentionDays": "many", "pollSeconds": 0,
              "repository": {"url": "https://ben:TOPSECRET@example.org/d.git", "user": "a", "token": "TOPSECRET", "tlsFingerprint": "x"},
              "pairingFile": "/nowhere/pairing.json",
            }
            """));
        Assert.Equal(
            ["statedirectory", "retentionDays", "repository.user", "stateDirectory", "connection", "repository.url", "repository.username", "repository.tlsFingerprint is no SHA-256 fingerprint", "pollSeconds", "cannot be read (pairingFile)"],
            problem.Problems.Select(p => p.Split(": ")[1]));
        Assert.DoesNotContain("TOPSECRET", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOPSECRET")]
    [InlineData("[]")]
    public void A_file_that_cannot_be_read_is_not_quoted(string content)
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(content));
        Assert.Contains("is no JSON", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"webKeyPin\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", null)]
    [InlineData(",\"webKeyPin\":\"abc\"", "webKeyPin: is 'abc'.")]
    [InlineData(",\"webPin\":\"abc\"", "a key is unknown")]
    public void A_pairing_may_pin_Webs_key(string more, string? expected)
    {
        var pairing = Path.Combine(folder.FullName, "pairing.json");
        File.WriteAllText(pairing, $$"""{"webUrl":"https://mycopod.lan","agentId":"5f0c1f5e-6f57-4d5e-9a0f-0d7f4a8f2b11","token":"TOPSECRET","approvalKey":"k"{{more}}}""");
        var configuration = $$"""{"stateDirectory":"/x","connection":"Host=h;Database=d;Username=u","repository":{"url":"https://example.org/d.git","username":"a","token":"t"},"pairingFile":"{{pairing}}"}""";
        if (expected is null) Read(configuration);
        else Assert.Contains(expected, Assert.Throws<ConfigurationException>(() => Read(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_missing_variable_say_which()
    {
        Assert.Contains("MYCOPOD_CONFIG", Assert.Throws<ConfigurationException>(() => AgentConfigurationFile.Read(null)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", Assert.Throws<ConfigurationException>(() => AgentConfigurationFile.Read("/nowhere.json")).Message, StringComparison.Ordinal);
    }

    private void Read(string content)
    {
        var path = Path.Combine(folder.FullName, "agent.json");
        File.WriteAllText(path, content);
        AgentConfigurationFile.Read(path);
    }
}
