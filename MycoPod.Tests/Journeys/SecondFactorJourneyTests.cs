using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Accounts.SecondFactors;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Tests.Journeys;

/// <summary>The second factor in a real browser, from the QR code to the lost device.</summary>
[Collection(PagesCollection.Name)]
public sealed class SecondFactorJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Someone_sets_it_up_logs_in_with_a_code_and_then_without_the_device()
    {
        var (name, password) = await Instance.AddAccountAsync(Unique("user"), "User");
        var person = await OpenAsync();
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();
        await person.Page.GotoAsync("/settings");
        await person.Link("Set up").ClickAsync();
        await Assertions.Expect(person.Title("Second factor")).ToBeVisibleAsync();
        await Axe.LookAsync(person, "factor-off-1280");
        await person.Page.GetByLabel("Current password").FillAsync(password);
        await person.Button("Set up").ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the key" })).ToBeVisibleAsync();
        var key = FactorBrowser.KeyOf(await person.Page.ContentAsync());
        await Axe.LookAtBothWidthsAsync(person, "factor-offer");
        var used = await TypeAsync(person, key, "Switch on", after: 0);
        var codes = await ReadCodesAsync(person);
        await Axe.LookAtBothWidthsAsync(person, "factor-codes");
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.Link("Download").ClickAsync());
        Assert.Contains(codes[9], await File.ReadAllTextAsync(await download.PathAsync(), Token), StringComparison.Ordinal);
        await person.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await person.Button("Copy").ClickAsync();
        await Assertions.Expect(person.Button("Copied")).ToBeVisibleAsync();
        Assert.Equal(string.Join('\n', codes), await person.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await person.Link("Back to Settings").ClickAsync();
        await Assertions.Expect(person.Text("10 recovery codes are left.")).ToBeVisibleAsync();

        // Logging in, and back to the page that was asked for.
        await person.LogOutAsync();
        await person.Page.GotoAsync("/runs");
        await FillAsync(person, name, password);
        await Assertions.Expect(person.Title("Authentication code")).ToBeVisibleAsync();
        await person.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await person.Button("Log in").ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not correct");
        await Axe.LookAtBothWidthsAsync(person, "login-code");
        await TypeAsync(person, key, "Log in", after: used);
        await Assertions.Expect(person.Title("Reconciliation Logs")).ToBeVisibleAsync();

        var lost = await OpenAsync(390);
        await lost.SignInAsync(name, password);
        await lost.Link("Use a recovery code").ClickAsync();
        await Assertions.Expect(lost.Title("Recovery code")).ToBeVisibleAsync();
        await Axe.LookAsync(lost, "login-recovery-390");
        await lost.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(codes[3]);
        await lost.Button("Log in").ClickAsync();
        await Assertions.Expect(lost.Title("Dashboard")).ToBeVisibleAsync();
        await lost.Page.GotoAsync("/settings/second-factor");
        await Assertions.Expect(lost.Text("9 of your recovery codes are left.")).ToBeVisibleAsync();
        await Axe.LookAsync(lost, "factor-on-390");

        // Everything is lost: somebody on the host helps.
        Assert.Contains("without a second factor", await Instance.UsersAsync("reset-second-factor", name), StringComparison.Ordinal);
        await lost.SignInAsync(name, password);
        await Assertions.Expect(lost.Title("Dashboard")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_guesses_at_codes_waits_ever_longer_and_the_owner_is_told_and_gets_in()
    {
        var (name, password) = await Instance.AddAccountAsync(Unique("user"), "User");
        var owner = await OpenAsync();
        await owner.SignInAsync(name, password);
        await Assertions.Expect(owner.Title("Dashboard")).ToBeVisibleAsync();
        await owner.Page.GotoAsync("/settings");
        await owner.Page.GetByLabel("Dark").CheckAsync();
        await Assertions.Expect(owner.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await owner.Link("Set up").ClickAsync();
        await owner.Page.GetByLabel("Current password").FillAsync(password);
        await owner.Button("Set up").ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the key" })).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(owner, "dark-factor-offer");
        await TypeAsync(owner, FactorBrowser.KeyOf(await owner.Page.ContentAsync()), "Switch on", after: 0);
        var codes = await ReadCodesAsync(owner);
        await Axe.LookAtBothWidthsAsync(owner, "dark-factor-codes");
        await owner.Page.GotoAsync("/settings/second-factor");
        await Axe.LookAtBothWidthsAsync(owner, "dark-factor-on");
        await owner.Page.GotoAsync("/");
        await Assertions.Expect(owner.Title("Dashboard")).ToBeVisibleAsync();

        // The owner's open page tells at once, for some seconds; a message is on its way.
        var told = Assertions.Expect(owner.Page.Locator(".mud-snackbar").First).ToContainTextAsync("Somebody typed your password and 3 wrong codes.", new() { Timeout = 60_000 });
        var guesser = await OpenAsync();
        await guesser.SignInAsync(name, password);
        for (var i = 0; i < WrongCodes.Free; i++)
        {
            await guesser.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
            await guesser.Button("Log in").ClickAsync();
            await Assertions.Expect(guesser.Text("This code is not correct")).ToBeVisibleAsync();
        }

        await Assertions.Expect(guesser.Text("Try again in 1:5")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(guesser, "login-code-wait");
        await guesser.SignInAsync(name, password);
        await Assertions.Expect(guesser.Text("After 3 wrong codes in a row you have to wait")).ToBeVisibleAsync();

        await told;
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Notifications") }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByTestId("notifications")).ToContainTextAsync("choose a new password");
        await Axe.LookAtBothWidthsAsync(owner, "dark-notifications-codes");
        using var mail = await LocalMail.OpenAsync(Instance.Home);
        string? link = null;
        await UntilAsync(async () => (link = await mail.FindLinkAsync($"{name}@example.org", Token)) is not null, $"a message to {name}");
        Assert.EndsWith("/settings/account", link, StringComparison.Ordinal);

        // A recovery code need not wait.
        await guesser.Link("Use a recovery code").ClickAsync();
        await guesser.Page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(codes[0]);
        await guesser.Button("Log in").ClickAsync();
        await Assertions.Expect(guesser.Title("Dashboard")).ToBeVisibleAsync();
    }

    private static async Task FillAsync(Visitor person, string name, string password)
    {
        await person.Page.GetByLabel("Username").FillAsync(name);
        await person.Page.GetByLabel("Password").FillAsync(password);
        await person.Button("Log in").ClickAsync();
    }

    /// <summary>Types the code that the device shows, once it is another than that of <paramref name="after"/>.</summary>
    /// <returns>Its time step.</returns>
    private static async Task<long> TypeAsync(Visitor person, byte[] key, string button, long after)
    {
        // The next code is taken as well: clocks differ.
        var step = Math.Max(Totp.StepAt(TimeProvider.System.GetUtcNow()), after + 1);
        await person.Page.GetByLabel(new Regex("^Code")).FillAsync(Totp.CodeOf(key, step));
        await person.Button(button).ClickAsync();
        return step;
    }

    private static async Task<IReadOnlyList<string>> ReadCodesAsync(Visitor person)
    {
        var codes = person.Page.Locator("#recovery-codes li");
        await Assertions.Expect(codes).ToHaveCountAsync(RecoveryCodes.Count);
        return await codes.AllInnerTextsAsync();
    }
}
