using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>An Admin looks up who did what.</summary>
[Collection(PagesCollection.Name)]
public sealed class AuditJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Theory]
    [InlineData("?before=x")]
    [InlineData("?before=-1&kind=Nonsense&from=yesterday&to=9999-12-31")]
    [InlineData("?before=99999999999999999999999&q=%00")]
    public async Task An_address_that_asks_for_nonsense_shows_the_page(string query)
    {
        var admin = await SignInAsync("admin");
        await Assertions.Expect(admin.Title("Dashboard")).ToBeVisibleAsync();
        await admin.Page.GotoAsync($"/settings/audit{query}");
        await Assertions.Expect(admin.Page.GetByTestId("audit-row").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByLabel("Person or words")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_Admin_finds_what_happened_and_new_lines_appear_by_themselves()
    {
        var (name, password) = await Instance.AddAccountAsync(Unique("user"), "User");
        var admin = await SignInAsync("admin");
        await admin.Link("Settings").First.ClickAsync();
        await admin.Link("Audit log").ClickAsync();
        var rows = admin.Page.GetByTestId("audit-row");
        await Assertions.Expect(rows.First).ToContainTextAsync("admin");
        await Axe.LookAtBothWidthsAsync(admin, "audit");
        await admin.Page.SetViewportSizeAsync(1280, 900);

        await admin.Page.GetByLabel("Person or words").FillAsync(name.ToUpperInvariant());
        await admin.Button("Search").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("Account added");
        await Assertions.Expect(rows).ToContainTextAsync("(command line)");

        // What a command of the host does is shown as it happens.
        await Instance.UsersAsync("set-email", name, $"{name}@changed.example");
        await Assertions.Expect(rows.First).ToContainTextAsync("E-mail changed");

        var person = await OpenAsync();
        await person.SignInAsync(name, "wrong");
        await Assertions.Expect(rows.First).ToContainTextAsync("Log-in failed");
        await Assertions.Expect(rows.First).ToContainTextAsync("127.0.0.1");
        await person.SignInAsync(name, password);
        await Assertions.Expect(rows.First).ToContainTextAsync("Logged in");

        await admin.Page.GetByLabel("What").SelectOptionAsync(new SelectOptionValue { Label = "Log-in failed" });
        await admin.Button("Search").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        // What was searched for stands in the address.
        await admin.Page.ReloadAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(admin.Page.GetByLabel("Person or words")).ToHaveValueAsync(name.ToUpperInvariant());
        await admin.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2020-01-01");
        await admin.Button("Search").ClickAsync();
        await Assertions.Expect(admin.Text("Nothing fits.")).ToBeVisibleAsync();
        await Axe.LookAsync(admin, "audit-nothing-1280");
        await admin.Link("Show all").ClickAsync();
        await Assertions.Expect(rows.Nth(1)).ToBeVisibleAsync();
    }
}
