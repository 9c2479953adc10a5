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
            """{"stateDirectory":"agent","connection":"","repository":{"url":"https://ben:TOPSECRET@example.org/d.git","username":"a","token":"TOPSECRET"},"pairingFile":"none","pollSeconds":0}"""));
        Assert.Equal(4, problem.Problems.Count);
        Assert.All((string[])["stateDirectory", "connection", "repository.url", "pollSeconds"], key => Assert.Contains(key, problem.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("TOPSECRET", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statedirectory":"/x"}""", "unknown, missing or of the wrong type")]
    [InlineData("TOPSECRET", "not usable")]
    public void A_file_that_cannot_be_read_is_not_quoted(string content, string expected)
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(content));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", problem.ToString(), StringComparison.Ordinal);
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
