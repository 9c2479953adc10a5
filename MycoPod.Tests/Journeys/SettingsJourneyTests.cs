using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What an Admin gives to the Agent, and what nobody else can.</summary>
[Collection(PagesCollection.Name)]
public sealed class SettingsJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task An_Admin_replaces_the_credentials_and_a_file_that_does_not_hold_replaces_nothing()
    {
        var kept = Path.Combine(Instance.Home, "agent", "credentials", "proxmox.json");
        var admin = await SignInAsync("admin");
        await admin.Link("Settings").First.ClickAsync();
        await Assertions.Expect(admin.Link("Return to Dashboard")).ToBeVisibleAsync();
        var tabs = admin.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" });
        await Assertions.Expect(tabs.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Account", "Configuration", "Audit log"]);

        // A page that opens takes the focus to its heading.
        await Assertions.Expect(admin.Page.Locator("h1")).ToBeFocusedAsync();
        await tabs.GetByRole(AriaRole.Link, new() { Name = "Account" }).FocusAsync();
        await admin.Page.Keyboard.PressAsync("Tab");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new Regex("/settings/configuration$"));
        await Assertions.Expect(tabs.Locator("[aria-current=page]")).ToHaveTextAsync("Configuration");
        await Assertions.Expect(admin.Heading("Agent")).ToBeVisibleAsync();
        var before = await File.ReadAllBytesAsync(kept, Token);

        await admin.PickFileAsync("Proxmox Credentials", """{"endpoints":["https://pve1:8006"],"tokenId":"mycopod@pve!agent","tokenSecret":"TOPSECRET","typo":1}""");
        await admin.Button("Save").ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The key typo is not known.");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("or of this form", new() { IgnoreCase = true });
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).Not.ToContainTextAsync("TOPSECRET");
        await Axe.LookAsync(admin, "settings-refused-1280");
        Assert.Equal(before, await File.ReadAllBytesAsync(kept, Token));

        await admin.PickFileAsync("Proxmox Credentials", await File.ReadAllTextAsync(Path.Combine(Instance.Home, "sandbox", "credentials.json"), Token));
        await admin.Button("Save").ClickAsync();
        await Assertions.Expect(admin.Text("Proxmox Credentials saved. pve-home 8.4.1 answers.")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Text("by admin").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByTestId("not-permitted")).ToContainTextAsync("set up high availability (Sys.Console on /)");
        await Axe.LookAtBothWidthsAsync(admin, "settings-saved");
    }

    [Fact]
    public async Task A_User_sees_their_account_and_no_files_even_by_the_address()
    {
        var user = await SignInAsync("user");
        await user.Link("Settings").First.ClickAsync();
        await Assertions.Expect(user.Heading("Account")).ToBeVisibleAsync();
        await Assertions.Expect(user.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Account"]);
        foreach (var path in (string[])["/settings/configuration", "/settings/audit"])
        {
            await user.Page.GotoAsync(path);
            await Assertions.Expect(user.Heading("Not allowed")).ToBeVisibleAsync();
            await Assertions.Expect(user.Text("Proxmox Credentials")).ToHaveCountAsync(0);
        }
    }
}
