using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Dark where it was chosen, readable in every state.</summary>
[Collection(PagesCollection.Name)]
public sealed class AppearanceJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Every_page_is_readable_in_the_dark()
    {
        var (name, password) = await Instance.AddAccountAsync(Unique("admin"), "Admin");
        var person = await OpenAsync();
        await person.SignInAsync(name, password);
        await Assertions.Expect(person.Title("Dashboard")).ToBeVisibleAsync();
        await person.Page.GotoAsync("/settings");
        await Axe.LookAtBothWidthsAsync(person, "settings-account");
        await person.Page.SetViewportSizeAsync(1280, 900);
        await person.Page.GetByLabel("Dark").CheckAsync();
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(person.Page.GetByLabel("Dark")).ToBeCheckedAsync();
        await Axe.LookAtBothWidthsAsync(person, "dark-settings-account");
        await person.Page.SetViewportSizeAsync(1280, 900);

        // Whatever comes first is dark already: the document says so, and the first paint follows it.
        await person.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        Assert.Equal("rgb(18, 24, 21)", await person.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        await WalkAsync(person);
        await person.LogOutAsync();
        await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        // It follows the account into another browser.
        var elsewhere = await OpenAsync(390);
        await elsewhere.SignInAsync(name, password);
        await Assertions.Expect(elsewhere.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Axe.LookAsync(elsewhere, "dark-dashboard-390");
        await elsewhere.Page.GotoAsync("/settings");
        await elsewhere.Page.GetByLabel("Light").CheckAsync();
        await Assertions.Expect(elsewhere.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    /// <summary>From a text to a finished run, for pictures of it. Every state's contrast in the dark is measured where the state is looked at.</summary>
    private static async Task WalkAsync(Visitor person)
    {
        await person.PreviewAsync($"Create a Debian container named {Unique("dark")} and start it.");
        await person.ShootAsync("dark-plan-1280");
        await person.CommitAsync();
        await person.Link("View Status").ClickAsync();
        await person.ExpectRunAsync("succeeded");
        await person.Step(1).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(person.Page.GetByText(new Regex("hostname=dark")).First).ToBeVisibleAsync();
        await Axe.LookAsync(person, "dark-run-1280");
        await person.Page.GotoAsync("/");
        await Axe.LookAsync(person, "dark-dashboard-1280");
    }
}
