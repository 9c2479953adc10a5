using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Light unless dark was chosen; the document itself says which, so that nothing flashes.</summary>
public sealed partial class AppearanceTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dark_follows_the_account_and_strangers_see_light()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(Token);
        using var browser = new FormBrowser(web.Url);
        await browser.LogInAsync("ada", "correct horse battery");
        Assert.Equal("light", ThemeOf(await browser.ReadAsync("/runs")));

        Assert.True(await web.Get<Appearances>().ChooseAsync(ada, Appearance.Dark, Token));
        foreach (var path in (string[])["/runs", "/settings", AccountPage.Path, "/no/such/page"]) Assert.Equal($"{path} dark", $"{path} {ThemeOf(await browser.ReadAsync(path))}");
        using var other = new FormBrowser(web.Url);
        Assert.Equal("light", ThemeOf(await other.ReadAsync("/login")));
        await other.LogInAsync("ben", "correct horse battery");
        Assert.Equal("light", ThemeOf(await other.ReadAsync("/runs")));

        await web.Get<Sessions>().EndAsync(SessionKey.Of(ada) ?? throw new InvalidOperationException("No session."), Token);
        Assert.False(await web.Get<Appearances>().ChooseAsync(ada, Appearance.Light, Token));
        Assert.Equal("dark", ThemeOf(await browser.ReadAsync("/runs")));
    }

    [Fact]
    public void Colours_come_from_the_tokens_alone()
    {
        var web = System.IO.Path.Combine(RepositoryRoot.Path, "MycoPod.Web");
        var styles = Directory.EnumerateFiles(web, "*.razor.css", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(styles);
        Assert.DoesNotContain(styles, f => Colour().IsMatch(File.ReadAllText(f)));

        // Both sets of tokens name the same.
        var sheet = File.ReadAllText(System.IO.Path.Combine(web, "wwwroot", "app.css"));
        var dark = Names(sheet[sheet.IndexOf(":root[data-theme=\"dark\"]", StringComparison.Ordinal)..]);
        var light = Names(sheet[sheet.IndexOf(":root {", StringComparison.Ordinal)..]);
        Assert.Equal(light.Except(["--radius", "--font", "--mono"], StringComparer.Ordinal), dark);
    }

    private static string ThemeOf(string page) => Theme().Match(page).Groups[1].Value;

    private static IReadOnlyList<string> Names(string rule) => [.. TokenName().Matches(rule[..rule.IndexOf('}', StringComparison.Ordinal)]).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<html lang=\"en\" data-theme=\"(\\w+)\"")]
    private static partial Regex Theme();

    [GeneratedRegex(@"(--[a-z-]+):")]
    private static partial Regex TokenName();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|:\s*(white|black|red|green|blue|gray|grey)\b")]
    private static partial Regex Colour();
}
