using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>Where someone is logged in, and ending it from elsewhere.</summary>
[Collection(PagesCollection.Name)]
public sealed class SessionsJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_session_that_is_ended_leaves_its_open_page_within_seconds()
    {
        var (name, password) = await Instance.AddAccountAsync(Unique("user"), "User");
        var here = await InAsync(name, password);
        await here.Page.GotoAsync("/settings");
        var rows = here.Page.GetByTestId("session");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("This one");
        await Assertions.Expect(rows).ToContainTextAsync("Chrome on Linux");

        // The list follows log-ins elsewhere.
        var laptop = await InAsync(name, password);
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        var phone = await InAsync(name, password);
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await Assertions.Expect(here.Button("End all others")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(here, "sessions");

        await laptop.Page.GotoAsync("/runs");
        await Assertions.Expect(laptop.Title("Reconciliation Logs")).ToBeVisibleAsync();
        await here.Page.SetViewportSizeAsync(1280, 900);
        await here.Button("End the session in Chrome on Linux").Last.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await here.Button("End all others").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        foreach (var left in (Visitor[])[laptop, phone]) await Assertions.Expect(left.Button("Log in")).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Assertions.Expect(rows).ToContainTextAsync("This one");
    }

    private async Task<Visitor> InAsync(string name, string password)
    {
        var visitor = await OpenAsync();
        await visitor.SignInAsync(name, password);
        await Assertions.Expect(visitor.Title("Dashboard")).ToBeVisibleAsync();
        return visitor;
    }
}
