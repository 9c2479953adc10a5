using MycoPod.Core.Telemetry;
using MycoPod.Reconciler.Configuration;
using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9464", true)]
    [InlineData("http://[::1]:9464/", true)]
    [InlineData("http://0.0.0.0:9464", false)]
    [InlineData("http://192.168.1.4:9464", false)]
    [InlineData("http://mycopod.lan:9464", false)]
    [InlineData("https://127.0.0.1:9464", false)]
    [InlineData("http://127.0.0.1:9464/metrics", false)]
    [InlineData("http://ben:word@127.0.0.1:9464", false)]
    [InlineData("here", false)]
    public void Metrics_are_read_at_an_address_of_this_host_alone(string url, bool isTaken)
    {
        List<string> keys = [];
        var settings = TelemetrySettings.Read(url, otlpEndpoint: null, (key, _, _) => keys.Add(key));
        Assert.Equal(isTaken ? [] : ["metrics.url"], keys);
        Assert.Equal(isTaken, settings.MetricsUrl is not null);
    }

    [Fact]
    public void Nothing_is_told_to_anybody_unless_the_configuration_says_so() => Assert.True(TelemetrySettings.Read(null, null, (_, _, _) => Assert.Fail("A problem.")).IsNone);

    [Fact]
    public void Both_programs_name_the_keys()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"metrics":{"url":"http://0.0.0.0:1"},"telemetry":{"otlpEndpoint":"collector"}}""");
        var web = Assert.Throws<SettingsException>(() => SettingsFile.Read(file));
        Assert.Contains(web.Problems, p => p.Contains("metrics.url", StringComparison.Ordinal));
        Assert.Contains(web.Problems, p => p.Contains("telemetry.otlpEndpoint", StringComparison.Ordinal));

        File.WriteAllText(file, """{"stateDirectory":"/x","connection":"c","repository":{"url":"http://h/d.git","username":"a","token":"t"},"pairingFile":"/none","metrics":{"url":"http://0.0.0.0:1"},"telemetry":{"otlpEndpoint":"collector"}}""");
        var agent = Assert.Throws<ConfigurationException>(() => AgentConfigurationFile.Read(file));
        File.Delete(file);
        Assert.Contains("metrics.url", agent.Message, StringComparison.Ordinal);
        Assert.Contains("telemetry.otlpEndpoint", agent.Message, StringComparison.Ordinal);
    }
}
