using MycoPod.Core.Configuration;
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
    public void Keys_that_are_not_known_and_values_of_another_form_are_told_with_everything_else()
    {
        var problems = new ConfigurationProblems();
        var document = SettingsDocument.Parse("""{"url":"hidden", "mail": {"port": "587", "hots": "x"}, "repository": "hidden", "stateDirectory": "relative", /* allowed */ "connection": 12,}""", problems);
        var refused = Assert.Throws<SettingsException>(() => SettingsValidator.Validate(document, problems: problems));
        Assert.Equal(
            ["url: is not known.", "mail.port: is a text.", "mail.hots: is not known.", "repository: is a text.", "connection: is a number.", "stateDirectory: is 'relative'."],
            refused.Problems.Take(6).Select(p => p.Split(" Expected:")[0]));
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("[]")]
    [InlineData("""{"urls": "hidden", "urls": "hidden"}""")]
    public void What_is_no_JSON_object_is_not_quoted(string text) =>
        Assert.DoesNotContain("hidden", Assert.Throws<FormatException>(() => SettingsDocument.Parse(text, new())).Message, StringComparison.Ordinal);

    [Fact]
    public void Listening_everywhere_is_an_address_too() =>
        Assert.Equal("http://*:8080", SettingsValidator.Validate(Good with { Urls = "http://*:8080", PublicUrl = "http://mycopod.lan:8080" }).Urls);

    [Theory]
    [InlineData("https://github.com/you/declarations.git", "https://github.com/you/declarations", "https://github.com/you/declarations/commit/{commit}")]
    [InlineData("https://git.example.org/declarations.git", null, null)]
    public void The_page_of_the_repository_is_known_where_the_host_is(string url, string? web, string? commit)
    {
        var repository = SettingsValidator.Validate(Good with { Repository = new(url, "mycopod", "hidden-token") }).Repository;
        Assert.Equal((web, commit), (repository.WebUrl?.ToString(), repository.CommitUrl));
    }

    [Fact]
    public void A_commits_page_is_named_by_its_id_and_by_nothing_else()
    {
        var settings = SettingsValidator.Validate(Good with { Repository = new("https://git.example.org/d.git", "mycopod", "hidden-token", "https://git.example.org/d/") });
        var links = new MycoPod.Web.Repository.RepositoryLinks(settings);
        Assert.Equal("https://git.example.org/d/commit/0123456789abcdef0123456789abcdef01234567", links.OfCommit("0123456789abcdef0123456789abcdef01234567"));
        Assert.Null(links.OfCommit("../x"));
    }

    [Theory]
    [InlineData("https://git.example.org/d/commit/", "repository.commitUrl")]
    [InlineData("javascript:{commit}", "repository.commitUrl")]
    public void A_commits_address_without_place_for_its_id_is_refused(string commitUrl, string key)
    {
        var refused = Assert.Throws<SettingsException>(() => SettingsValidator.Validate(
            Good with { Repository = new("https://git.example.org/d.git", "mycopod", "hidden-token", null, commitUrl) }));
        Assert.StartsWith(key, Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Authors_may_approve_unless_the_configuration_says_otherwise()
    {
        Assert.True(SettingsValidator.Validate(Good).Approvals.AuthorMayApprove);
        Assert.False(SettingsValidator.Validate(Good with { Approvals = new(AuthorMayApprove: false) }).Approvals.AuthorMayApprove);
    }

    [Fact]
    public void A_repository_of_this_host_needs_its_folder_and_the_token_to_read_it()
    {
        var repository = SettingsValidator.Validate(Good with { Repository = new(null, null, null) { Local = "/var/lib/mycopod/declarations.git", ReadToken = "hidden-token-hidden" } }).Repository;
        Assert.Equal(("/var/lib/mycopod/declarations.git", "hidden-token-hidden", null, null), (repository.Origin, repository.ReadToken, repository.WebUrl, repository.CommitUrl));
    }

    [Fact]
    public void A_repository_is_on_this_host_or_elsewhere_and_not_both()
    {
        var refused = Assert.Throws<SettingsException>(() => SettingsValidator.Validate(Good with { Repository = new("https://git.example.org/d.git", null, "hidden-token") { Local = "declarations.git", ReadToken = "hidden" } }));
        Assert.Equal(["repository.url", "repository.token", "repository.local", "repository.readToken"], refused.Problems.Select(p => p.Split(':')[0]));
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("repository.readToken", Assert.Single(Assert.Throws<SettingsException>(() => SettingsValidator.Validate(Good with { Repository = new("https://git.example.org/d.git", "mycopod", "t") { ReadToken = "hidden-token-hidden" } })).Problems), StringComparison.Ordinal);
    }
}
