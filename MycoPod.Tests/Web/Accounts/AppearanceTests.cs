using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Light unless dark was chosen; the document itself says which, so that nothing flashes.</summary>
public sealed partial class AppearanceTests(PostgresServer postgres)
{
    private const string Light = ":root {";
    private const string Dark = ":root[data-theme=\"dark\"]";

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
        Assert.Equal(Tokens(Light).Keys.Order(StringComparer.Ordinal), Tokens(Dark).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Light)]
    [InlineData(Dark)]
    public void Every_pair_of_text_and_ground_reaches_the_contrast_of_AA(string rule)
    {
        var tokens = Tokens(rule);
        string[] texts = ["ink", "muted", "faint", "accent", "accent-strong", "ok", "warn", "bad", "info"];
        (string Text, string Ground)[] pairs =
        [
            .. texts.Select(t => (t, "surface")), .. texts.Select(t => (t, "ground")),
            ("ok", "ok-tint"), ("warn", "warn-tint"), ("bad", "bad-tint"), ("info", "info-tint"), ("muted", "none-tint"), ("ink", "none-tint"),
            ("accent-strong", "accent-tint"), ("ink", "accent-tint"), ("muted", "accent-tint"),
            ("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-bad", "bad"), ("on-toast", "toast"),
        ];
        Assert.DoesNotContain(pairs.Select(p => (p, Contrast: Contrast(tokens[p.Text], tokens[p.Ground]))), c => c.Contrast < 4.5);
        Assert.True(Contrast(tokens["field"], tokens["surface"]) >= 3, "The edge of a field.");
    }

    private static string ThemeOf(string page) => Theme().Match(page).Groups[1].Value;

    private static Dictionary<string, string> Tokens(string rule)
    {
        var sheet = File.ReadAllText(System.IO.Path.Combine(RepositoryRoot.Path, "MycoPod.Web", "wwwroot", "app.css"));
        var text = sheet[sheet.IndexOf(rule, StringComparison.Ordinal)..];
        return TokenName().Matches(text[..text.IndexOf('}', StringComparison.Ordinal)]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);
    }

    /// <summary>As WCAG 2.2 defines it.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Convert.FromHexString(colour[1..]).Select(p => p / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("<html lang=\"en\" data-theme=\"(\\w+)\"")]
    private static partial Regex Theme();

    [GeneratedRegex(@"--([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex TokenName();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|:\s*(white|black|red|green|blue|gray|grey)\b")]
    private static partial Regex Colour();
}
