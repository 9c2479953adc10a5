using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Web.Configuration;

public sealed class SettingsValidatorTests
{
    private const string Database = "Host=127.0.0.1;Database=mycopod;Username=mycopod_web;Password=hidden-word";

    private static readonly SettingsDocument Good = new(
        "http://127.0.0.1:8080", null, "/var/lib/mycopod", Database, null, new("https://git.example.org/declarations.git", "mycopod", "hidden-token"));

    [Fact]
    public void A_complete_configuration_is_taken()
    {
        var settings = SettingsValidator.Validate(Good);
        Assert.Equal(new Uri("http://127.0.0.1:8080"), settings.PublicUrl);
        Assert.Equal("mycopod", settings.Repository.Username);
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_key()
    {
        var refused = Assert.Throws<SettingsException>(() => SettingsValidator.Validate(new("ftp://x", null, "relative", "Host=127.0.0.1", "nonsense", null)));
        Assert.Equal(
            ["urls", "stateDirectory", "connection", "ownerConnection", "repository.url", "repository.username", "repository.token"],
            refused.Problems.Select(p => p.Split(':')[0]));
        Assert.All(refused.Problems, p => Assert.Contains("Expected:", p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=h;Database=d;Passwort=hidden-word")]
    [InlineData("Password=hidden-word")]
    public void Secrets_are_never_repeated(string connection)
    {
        var refused = Assert.Throws<SettingsException>(() => SettingsValidator.Validate(
            Good with { Connection = connection, Repository = new("https://mycopod:hidden-word@git.example.org/x.git", null, "hidden-token") }));
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_known_is_refused() =>
        Assert.Throws<System.Text.Json.JsonException>(() => SettingsDocument.Parse("""{"url":"http://127.0.0.1:8080"}"""));

    [Fact]
    public void Listening_everywhere_is_an_address_too() =>
        Assert.Equal("http://*:8080", SettingsValidator.Validate(Good with { Urls = "http://*:8080", PublicUrl = "http://mycopod.lan:8080" }).Urls);
}
