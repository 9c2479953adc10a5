using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Tests.Web.Accounts.SecondFactors;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data.KeyRing;

namespace MycoPod.Tests.Journeys;

/// <summary>Web was started again without its <c>key-ring.secret</c>: what somebody with a second factor sees, and how they get in.</summary>
[Collection(JourneysCollection.Name)]
public sealed class LostKeyRingJourneyTests(PostgresServer postgres, Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_what_happened_and_a_recovery_code_opens_the_way_to_a_new_set_up()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var before = new FactorBrowser(web.Url);
        await before.LogInAsync("ada");
        var (key, codes) = await before.SetUpAsync(TimeProvider.System.GetUtcNow);
        File.Delete(Path.Combine(web.Get<WebSettings>().StateDirectory, KeyRingSecret.Name));
        await using var again = await web.StartAgainAsync();
        await using var context = await chromium.OpenAsync(new(again.Urls.First()));
        context.SetDefaultTimeout(20_000);
        var person = new Visitor(await context.NewPageAsync());

        await person.SignInAsync("ada", FactorBrowser.Password);
        await person.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(Totp.CodeOf(key, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1));
        await person.Button("Log in").ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("key-ring.secret");
        await Axe.LookAtBothWidthsAsync(person, "login-code-unreadable");
        await person.Link("Use a recovery code").ClickAsync();
        await person.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(codes[0]);
        await person.Button("Log in").ClickAsync();
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();

        await person.Page.GotoAsync("/settings/second-factor");
        await Assertions.Expect(person.Text("Switch the second factor off and set it up again.")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(person, "factor-unreadable");
        await person.Page.GetByLabel("Current password").FillAsync(FactorBrowser.Password);
        await person.Button("Switch off").ClickAsync();
        await person.Page.GetByLabel("Current password").FillAsync(FactorBrowser.Password);
        await person.Button("Set up").ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the key" })).ToBeVisibleAsync();
    }
}
